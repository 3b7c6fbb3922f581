import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { findJar } from '../dynamodb/find-jar.ts';
import { findJava } from '../dynamodb/find-java.ts';
import { probeServer } from '../dynamodb/probe-server.ts';
import { archiveFolder } from '../dynamodb/class-archive/find-class-archive.ts';
import { startRegionServer } from '../dynamodb/start-region-server.ts';
import type { Server } from '../dynamodb/start-server.ts';
import { resolveOptions } from '../options.ts';
import { openWorkspace, type Workspace } from '../process/open-workspace.ts';
import { emptyDatabases } from './empty-databases.ts';
import { encodeMessage, readMessages, type Answer, type Request } from './read-messages.ts';

/** Lends running servers of DynamoDB Local. */
export interface Keeper {
  /** The socket at which it is asked. */
  readonly path: string;
  /** Ends every server, lent or not. */
  close(): Promise<void>;
}

interface KeptServer extends Server {
  readonly directory: string;
}

/**
 * Keeps servers of DynamoDB Local running between those who use them: a start costs seconds, and a server that has just
 * started answers slowly. A connection is a loan: one server for it alone, emptied when it comes back. A server whose
 * borrower went without giving it back may be paused or worse, and is ended.
 */
export async function keepServers(): Promise<Keeper> {
  const workspace = await openWorkspace();
  const idle: KeptServer[] = [];
  const start = startsServers(workspace);
  const lend = async (socket: Socket) => {
    const say = (answer: Answer) => socket.writable && socket.write(encodeMessage(answer));
    let server: KeptServer | undefined;
    let intact = false;
    socket.on('error', () => undefined);
    for await (const request of readMessages<Request>(socket)) {
      if ('giveBack' in request) {
        intact = true;
        break;
      }
      server = takeAlive(idle) ?? (await start());
      const { port, process, directory } = server;
      void process.ended.then((ended) => say({ ended }));
      // Opens the region's own database, so that the first who comes need not wait for it.
      await probeServer(port, request.region);
      say({ port, pid: process.pid, directory });
    }
    if (server !== undefined && intact && (await emptied(server))) idle.push(server);
    else if (server !== undefined) await end(server);
    // Last, so that a borrower who has given a server back finds it when asking again.
    socket.destroy();
  };
  const listener = createServer((socket) => {
    lend(socket).catch((error: unknown) => {
      if (socket.writable) socket.end(encodeMessage({ none: String(error) }));
    });
  });
  const path = join(workspace.directory, 'keeper');
  listener.listen(path);
  await once(listener, 'listening');
  return {
    path,
    close: async () => {
      listener.close();
      await workspace.close();
    },
  };
}

function startsServers(workspace: Workspace): () => Promise<KeptServer> {
  const { startLimitMs, heapMb, clock } = resolveOptions({});
  const java = findJava();
  const jar = findJar();
  const archives = archiveFolder();
  let started = 0;
  return async () => {
    started += 1;
    const directory = join(workspace.directory, `server-${started}`);
    const options = {
      region: 'kept',
      directory,
      java,
      jar,
      archives,
      workspace,
      startLimitMs,
      heapMb,
      clock,
    };
    return { ...(await startRegionServer(options)), directory };
  };
}

function takeAlive(idle: KeptServer[]): KeptServer | undefined {
  let server = idle.pop();
  while (server !== undefined && !server.process.alive()) server = idle.pop();
  return server;
}

async function emptied({ port, process, directory }: KeptServer): Promise<boolean> {
  try {
    await emptyDatabases(port, directory);
    return process.alive();
  } catch {
    // Killed meanwhile, asked with other keys, or with a table that can't be deleted.
    return false;
  }
}

async function end({ process, directory }: KeptServer): Promise<void> {
  await process.kill();
  await rm(directory, { recursive: true, force: true });
}
