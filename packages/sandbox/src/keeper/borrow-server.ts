import { once } from 'node:events';
import { connect } from 'node:net';
import type { Server } from '../dynamodb/start-server.ts';
import type { Ended, LaunchedProcess } from '../process/launch-process.ts';
import { encodeMessage, readMessages, type Answer } from './read-messages.ts';

/** Names the socket of a keeper of servers (keep-servers.ts), from which tests then borrow servers. */
export const KEEPER_VARIABLE = 'UNDERSTUDY_SERVER_KEEPER';

/** A server on loan. */
export interface Loan {
  readonly server: Server;
  /** Where its databases are, as long as the loan lasts. */
  readonly directory: string;
  /** Gives the server back for others, emptied. */
  readonly giveBack: () => Promise<void>;
  /** Ends the loan of a server that is no longer as it was; it is ended, and its databases are removed. */
  readonly close: () => void;
}

/**
 * Borrows a running DynamoDB Local without tables.
 * @param path the keeper's socket
 * @returns nothing where the keeper has none to lend
 */
export async function borrowServer(path: string, region: string): Promise<Loan | undefined> {
  const socket = connect(path);
  const closed = once(socket, 'close').catch(() => undefined);
  socket.on('error', () => undefined);
  const answers = readMessages<Answer>(socket);
  socket.write(encodeMessage({ region }));
  const first = await answers.next();
  const answer = first.done === true ? undefined : first.value;
  if (answer === undefined || !('port' in answer)) {
    socket.destroy();
    return undefined;
  }
  const { port, pid, directory } = answer;
  const ended = hearEnd(answers);
  return {
    server: { port, process: borrowedProcess(pid, ended) },
    directory,
    giveBack: async () => {
      socket.write(encodeMessage({ giveBack: true }));
      await closed;
    },
    close: () => socket.destroy(),
  };
}

async function hearEnd(answers: AsyncIterable<Answer>): Promise<Ended> {
  for await (const answer of answers) {
    if ('ended' in answer) return answer.ended;
  }
  return { code: null, signal: null };
}

/** The keeper's process as its borrower sees it: what it writes stays with the keeper. */
function borrowedProcess(pid: number, ended: Promise<Ended>): LaunchedProcess {
  let alive = true;
  void ended.then(() => {
    alive = false;
  });
  const signal = (name: NodeJS.Signals) => {
    if (!alive) return false;
    try {
      return process.kill(pid, name);
    } catch {
      // It has ended, and the keeper has not said so yet.
      return false;
    }
  };
  return {
    pid,
    ended,
    alive: () => alive,
    signal,
    lastLines: () => [],
    kill: async () => {
      signal('SIGKILL');
      await ended;
    },
  };
}
