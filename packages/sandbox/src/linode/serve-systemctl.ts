import { watch } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ShellOutcome } from './types.ts';

const PROGRAMS = 'usr/local/sbin';
const REQUESTS = 'run/systemctl';

/** Asks by a file and waits for the file that answers: all that a shell can do without another program. */
const PROGRAM = `#!/bin/sh
# systemctl as this instance has it: the local cloud runs its services.
request="$UNDERSTUDY_ROOT/${REQUESTS}/$$"
printf '%s\\n' "$@" > "$request.new"
mv "$request.new" "$request.ask"
while [ ! -e "$request.answer" ]; do sleep 0.02; done
code=$(head -n 1 "$request.answer")
tail -n +2 "$request.answer"
rm -f "$request.answer"
exit "$code"
`;

/** The instance's own `systemctl`, for scripts that run on it: this machine's must not be meant. */
export interface SystemctlServer {
  /** What goes before everything else on the path. */
  readonly programs: string;
  close(): void;
}

/** Puts a `systemctl` into the instance's folder that has `carryOut` do what it is asked. */
export async function serveSystemctl(
  root: string,
  carryOut: (args: readonly string[]) => Promise<ShellOutcome>,
): Promise<SystemctlServer> {
  const programs = join(root, PROGRAMS);
  const requests = join(root, REQUESTS);
  await mkdir(programs, { recursive: true });
  await mkdir(requests, { recursive: true });
  await writeFile(join(programs, 'systemctl'), PROGRAM);
  await chmod(join(programs, 'systemctl'), 0o755);

  const taken = new Set<string>();
  const answer = async (name: string) => {
    const file = join(requests, name);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) return;
    await rm(file, { force: true });
    const { code, output } = await carryOut(text.split('\n').slice(0, -1));
    const base = file.slice(0, -'.ask'.length);
    await writeFile(`${base}.told`, `${code}\n${output}${output === '' ? '' : '\n'}`);
    await rename(`${base}.told`, `${base}.answer`);
  };
  const look = async () => {
    for (const name of await readdir(requests)) {
      if (!name.endsWith('.ask') || taken.has(name)) continue;
      taken.add(name);
      await answer(name).finally(() => taken.delete(name));
    }
  };
  // A folder that is gone is an instance that is gone: no program waits for the answer.
  const watcher = watch(requests, { persistent: false }, () => void look().catch(() => undefined));
  watcher.on('error', () => undefined);
  return {
    programs,
    close: () => {
      watcher.close();
    },
  };
}
