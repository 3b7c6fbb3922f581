import { Agent, request } from 'node:http';

export interface LoadReport {
  /** Requests that were answered or failed. */
  readonly requests: number;
  /** Whatever was not answered with 200. */
  readonly failed: number;
  /** How often each server answered. */
  readonly by: Readonly<Record<string, number>>;
  /** How often each kind of failure was met. */
  readonly failures: Readonly<Record<string, number>>;
  /** The longest that a request took, in milliseconds. */
  readonly slowestMs: number;
}

export interface Load {
  /** Requests so far. */
  readonly count: () => number;
  /** Requests that are under way now. */
  readonly underWay: () => number;
  /** Ends it once at least `requests` were made in all, and gives what became of them. */
  stop(requests: number): Promise<LoadReport>;
}

/**
 * Constant load: half of the clients keep their connection, half open one for each request. Each sends the next request
 * when the last was answered; every third is a POST with a body, which must not be sent twice.
 */
export function startLoad(port: number, { clients = 8, host = '127.0.0.1', path = '/' } = {}): Load {
  const kept = new Agent({ keepAlive: true, maxSockets: clients });
  const by: Record<string, number> = {};
  const failures: Record<string, number> = {};
  let requests = 0;
  let failed = 0;
  let slowestMs = 0;
  let underWay = 0;
  let least = Infinity;
  const fail = (why: string) => {
    failed += 1;
    failures[why] = (failures[why] ?? 0) + 1;
  };
  const send = (agent: Agent | false, number: number) =>
    new Promise<void>((resolve) => {
      const startedMs = performance.now();
      underWay += 1;
      const post = number % 3 === 0;
      const headers = post ? { 'content-length': '5' } : {};
      const sent = request({ host, port, path, agent, method: post ? 'POST' : 'GET', headers }, (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        answer.once('error', (error) =>
          fail(`answer: ${(error as NodeJS.ErrnoException).code ?? error.message}`),
        );
        answer.once('close', () => {
          if (answer.statusCode !== 200) fail(`${post ? 'POST' : 'GET'} ${String(answer.statusCode)}`);
          else by[body] = (by[body] ?? 0) + 1;
          done();
        });
      });
      const done = () => {
        underWay -= 1;
        requests += 1;
        slowestMs = Math.max(slowestMs, performance.now() - startedMs);
        resolve();
      };
      sent.once('error', (error) => {
        fail(`${post ? 'POST' : 'GET'} ${(error as NodeJS.ErrnoException).code ?? error.message}`);
        done();
      });
      sent.end(post ? 'hello' : undefined);
    });
  const work = async (client: number) => {
    for (let number = client; requests < least; number += 1)
      await send(client % 2 === 0 ? kept : false, number);
  };
  const working = Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
  return {
    count: () => requests,
    underWay: () => underWay,
    stop: async (wanted) => {
      least = wanted;
      await working;
      kept.destroy();
      return { requests, failed, by, failures, slowestMs };
    },
  };
}
