import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface LoadOptions {
  readonly address: string;
  readonly token: string;
  readonly streams: number;
  readonly perSecond: number;
  readonly seconds: number;
}

/** How long requests took, in ms, and what became of them. */
export interface LoadFigures {
  readonly requests: number;
  readonly refused: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
  /** Bytes that all streams received. */
  readonly streamed: number;
}

/** Runs in its own thread: the time of a client must not count as that of the server. */
const SCRIPT = `
const { request, Agent } = require('node:http');
const { workerData, parentPort } = require('node:worker_threads');
const { address, token, streams, perSecond, seconds } = workerData;
const headers = { authorization: 'Bearer ' + token };
let streamed = 0;
const open = [];
for (let at = 0; at < streams; at += 1) {
  const stream = request(address + '/api/v1/events', { headers }, (answer) => {
    answer.on('data', (chunk) => { streamed += chunk.length; });
    answer.on('error', () => undefined);
  });
  stream.on('error', () => undefined);
  stream.end();
  open.push(stream);
}
const paths = ['/api/v1/snapshot', '/api/v1/links', '/api/v1/findings', '/writer', '/api/v1/route'];
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const took = [];
let refused = 0;
let sent = 0;
let pending = 0;
const begun = performance.now() + 1000;
const end = () => {
  took.sort((one, other) => one - other);
  const at = (quantile) => took[Math.trunc(took.length * quantile)];
  for (const stream of open) stream.destroy();
  agent.destroy();
  parentPort.postMessage({ requests: took.length, refused, p50: at(0.5), p99: at(0.99), most: took.at(-1), streamed });
};
const tick = () => {
  const due = Math.min(seconds * perSecond, Math.trunc(((performance.now() - begun) * perSecond) / 1000));
  for (; sent < due; sent += 1) {
    const from = performance.now();
    pending += 1;
    const one = request(address + paths[sent % paths.length], { headers, agent }, (answer) => {
      if (answer.statusCode !== 200) refused += 1;
      answer.resume();
      answer.on('end', () => { took.push(performance.now() - from); pending -= 1; });
    });
    one.on('error', () => { refused += 1; pending -= 1; });
    one.end();
  }
  if (sent >= seconds * perSecond && pending === 0) end();
  else setTimeout(tick, 2);
};
tick();
`;

/** Opens the streams, and sends requests at a fixed rate whether earlier ones were answered or not. */
export async function runLoad(options: LoadOptions): Promise<LoadFigures> {
  const worker = new Worker(SCRIPT, { eval: true, workerData: options });
  const [figures] = (await once(worker, 'message')) as [LoadFigures];
  await worker.terminate();
  return figures;
}
