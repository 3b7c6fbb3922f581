import { readBackends } from '@understudy/haproxy-config';
import { composeState } from './compose-state.ts';
import { HaproxyRuntimeError } from './errors.ts';
import type { Session } from './open-session.ts';
import { parseInfo } from './parse-info.ts';
import type { Processes, ServerId } from './types.ts';

/** Where the text that the running worker was started with is kept, beside the file itself. */
export function loadedFile(configFile: string): string {
  return `${configFile}.running`;
}

/**
 * Has HAProxy itself check a text, warnings included.
 * @throws HaproxyRuntimeError `UND_HAPROXY_RUNTIME_CONFIG_REFUSED`
 */
export async function checkConfig(session: Session, text: string): Promise<void> {
  const { files, options } = session;
  const candidate = `${options.configFile}.candidate`;
  // Of a server that the state file has as down HAProxy warns, and of a file that is missing: it checks with an empty one.
  const empty = `${options.stateFile}.empty`;
  await files.write(empty, '1\n');
  await files.write(
    candidate,
    text.replace(`server-state-file ${options.stateFile}\n`, `server-state-file ${empty}\n`),
  );
  const { code, output } = await files.run(options.program, ['-c', '-dW', '-f', candidate]);
  if (code === 0) return;
  const says = output
    .split('\n')
    .filter((line) => /ALERT|WARNING/.test(line))
    .join('\n');
  throw new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_CONFIG_REFUSED', {
    what: `${options.program} says:\n${says === '' ? output : says}\n`,
    details: { code },
  });
}

/**
 * Puts a checked text in the place of the file and has the master start a worker with it. The old worker hands over its
 * listening sockets and ends when its connections have; no connection is refused meanwhile. Unless a new worker answers
 * with every backend of the text, the old file comes back.
 * @throws HaproxyRuntimeError `UND_HAPROXY_RUNTIME_RELOAD_FAILED`
 */
export async function reload(
  session: Session,
  text: string,
  maintenance: readonly ServerId[] = [],
): Promise<{ readonly pid: number }> {
  const { files, options } = session;
  const previous = await files.read(options.configFile);
  const state = await session.ask('stats', 'show servers state');
  await files.write(options.stateFile, composeState(state, text, maintenance));
  await files.write(options.configFile, text);
  const started = await startWorker(session, text);
  if (started.took) {
    await files.write(loadedFile(options.configFile), text);
    return { pid: started.pid };
  }
  if (previous !== undefined) {
    await files.write(options.configFile, previous);
    // A worker that came up otherwise than it should goes again; one that never did needs nothing.
    if (started.changed) {
      const now = await session.ask('stats', 'show servers state');
      await files.write(options.stateFile, composeState(now, previous, maintenance));
      await startWorker(session, previous);
    }
  }
  throw new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_RELOAD_FAILED', {
    what: `${started.why} ${previous === undefined ? 'There was no file before.' : `${options.configFile} is as before.`}`,
    details: { configFile: options.configFile },
  });
}

type Started =
  | { readonly took: true; readonly pid: number }
  | { readonly took: false; readonly changed: boolean; readonly why: string };

async function startWorker(session: Session, text: string): Promise<Started> {
  const before = await session.processes();
  const known = new Set([...before.workers, ...before.oldWorkers].map(({ pid }) => pid));
  // The master replaces itself, so the connection may break off.
  await session.ask('master', 'reload').catch(() => '');
  const outcome = await session.until(async (): Promise<Started | undefined> => {
    const now = await lookAt(session);
    if (now === undefined) return undefined;
    if ((now.processes.failedReloads ?? 0) > (before.failedReloads ?? 0))
      return { took: false, changed: false, why: 'The new worker did not start.' };
    const fresh = now.processes.workers.some(({ pid }) => pid === now.pid && !known.has(pid));
    return fresh ? { took: true, pid: now.pid } : undefined;
  }, session.options.reloadLimitMs);
  if (!outcome.met) {
    const why = `No new worker answered within ${session.options.reloadLimitMs} ms.`;
    return { took: false, changed: true, why };
  }
  if (!outcome.value.took) return outcome.value;
  const there = new Set((await session.servers()).map(({ backend }) => backend));
  const missing = readBackends(text).filter(({ name, servers }) => servers.length > 0 && !there.has(name));
  if (missing.length === 0) return outcome.value;
  const names = missing.map(({ name }) => name).join(', ');
  return { took: false, changed: true, why: `The new worker lacks the backends ${names}.` };
}

/** Both sockets are away for a moment while the master replaces itself. */
async function lookAt(
  session: Session,
): Promise<{ readonly processes: Processes; readonly pid: number } | undefined> {
  try {
    const processes = await session.processes();
    return { processes, pid: parseInfo(await session.ask('stats', 'show info')).pid };
  } catch (error) {
    if (error instanceof HaproxyRuntimeError) return undefined;
    throw error;
  }
}
