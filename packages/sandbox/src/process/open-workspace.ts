import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { accessSync, constants, statfsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepWatch } from './keep-watch.ts';
import { launchProcess, type LaunchedProcess, type LaunchOptions } from './launch-process.ts';
import { OWNER_SOCKET, sweepWorkspaces, WORKSPACE_PREFIX } from './sweep-workspaces.ts';

const SHARED_MEMORY = '/dev/shm';

/** Shared memory with less free space than this is not used (containers often have 64 MB of it). */
const ROOM_BYTES = 512 * 1024 * 1024;

/** A directory and processes that live as long as their owner, and not a moment longer. */
export interface Workspace {
  readonly directory: string;
  /** Starts a process that ends with the workspace, if not before. */
  launch(options: Omit<LaunchOptions, 'watchdog'>): Promise<LaunchedProcess>;
  /** Kills every process launched, removes the directory, and resolves when nothing is left. */
  close(): Promise<void>;
}

/** Where databases go unless told otherwise: shared memory where it exists and has space, else the temporary directory. */
function defaultStorage(): string {
  try {
    accessSync(SHARED_MEMORY, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(SHARED_MEMORY);
    if (bavail * bsize >= ROOM_BYTES) return SHARED_MEMORY;
  } catch {
    // No such directory, or not ours to write to: the temporary one then.
  }
  return tmpdir();
}

/** Removes what crashed machines left in `storage`, then makes a directory there that will not be left. */
export async function openWorkspace(storage: string = defaultStorage()): Promise<Workspace> {
  await sweepWorkspaces(storage);
  const directory = join(storage, `${WORKSPACE_PREFIX}${randomBytes(6).toString('hex')}`);
  // The watchdog comes first: there is no moment in which the directory exists and would not be removed.
  const watchdog = await keepWatch(directory);
  const processes = new Set<LaunchedProcess>();
  try {
    await mkdir(directory, { mode: 0o700 });
    const owner = await showLife(join(directory, OWNER_SOCKET));
    return {
      directory,
      launch: async (options) => {
        const launched = await launchProcess({ ...options, watchdog });
        processes.add(launched);
        void launched.ended.then(() => processes.delete(launched));
        return launched;
      },
      close: async () => {
        await Promise.all([...processes].map((each) => each.kill()));
        owner.close();
        await watchdog.close();
        await rm(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await watchdog.close();
    throw error;
  }
}

/**
 * A proof of life that needs no process number (they are used again, and mean nothing in another container):
 * the kernel accepts on this socket while the owner lives, stopped or busy, and refuses once it is gone.
 */
async function showLife(path: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  server.unref();
  server.listen(path);
  await once(server, 'listening');
  return server;
}
