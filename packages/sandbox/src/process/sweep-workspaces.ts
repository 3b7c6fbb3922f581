import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { WORKSPACE_VARIABLE } from './launch-process.ts';

/** Every directory of a local cloud starts with this, and nothing else's does. */
export const WORKSPACE_PREFIX = 'understudy-sandbox-';

/** The socket in a workspace that accepts connections as long as its owner lives. */
export const OWNER_SOCKET = 'owner.sock';

/** A directory younger than this may belong to an owner that is still setting it up. */
const YOUNG_MS = 30_000;

/**
 * Removes the workspaces in `storage` whose owner and watchdog are both gone, as after a crash of the machine
 * or of a container, and ends processes that still run in them. Those of living owners are not touched.
 */
export async function sweepWorkspaces(storage: string): Promise<readonly string[]> {
  const names = await readdir(storage).catch(() => []);
  const swept: string[] = [];
  for (const name of names.filter((each) => each.startsWith(WORKSPACE_PREFIX))) {
    const directory = join(storage, name);
    if (!(await isStale(directory))) continue;
    for (const pid of await processesUsing(directory)) killSurely(pid);
    await rm(directory, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    swept.push(directory);
  }
  return swept;
}

async function isStale(directory: string): Promise<boolean> {
  const facts = await stat(directory).catch(() => undefined);
  if (facts === undefined || Date.now() - facts.mtimeMs < YOUNG_MS) return false;
  return !(await accepts(join(directory, OWNER_SOCKET)));
}

/** Only a missing socket, or one without a listener, proves that the owner is gone. */
function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code !== 'ENOENT' && error.code !== 'ECONNREFUSED');
    });
  });
}

/** Processes that were launched for `directory`, where the system shows environments as files. */
async function processesUsing(directory: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const mark = `${WORKSPACE_VARIABLE}=${directory}`;
  const using: number[] = [];
  for (const pid of pids) {
    const variables = (await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')).split('\0');
    if (variables.includes(mark)) using.push(Number(pid));
  }
  return using;
}

function killSurely(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself, or is not ours to end.
  }
}
