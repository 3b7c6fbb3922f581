import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** Git leaves it out, and packages are found from there. */
const ROOM = fileURLToPath(new URL('../../../../tmp/', import.meta.url));

export interface CompiledEntry extends AsyncDisposable {
  readonly file: string;
}

/**
 * A program and what it takes of the workspace, as plain JavaScript: as it runs where it is installed. Run from sources,
 * each function that it makes would be given its name anew, which a process of many small ones pays for.
 */
export async function compileEntry(entry: string): Promise<CompiledEntry> {
  await mkdir(ROOM, { recursive: true });
  const directory = await mkdtemp(`${ROOM}bench-`);
  const file = `${directory}/entry.mjs`;
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@understudy/source'],
    logLevel: 'silent',
    plugins: [oursAlone],
  });
  return { file, [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }) };
}

/** What others made stays where it is installed. */
const oursAlone: Plugin = {
  name: 'ours-alone',
  setup(building) {
    building.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@understudy/') ? undefined : { path, external: true },
    );
  },
};
