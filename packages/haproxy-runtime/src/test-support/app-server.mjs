/**
 * An application server for tests: NAME on PORT. It is not healthy before READY_MS have passed, and a request that
 * reaches it before a check found it healthy gets a 500: a load balancer that sends traffic to unchecked servers fails the test.
 */
import { createServer } from 'node:http';

const { NAME = 'app', PORT = '0', ADDRESS = '127.0.0.1', READY_MS = '0', ANSWER_MS = '2' } = process.env;
const readyAt = performance.now() + Number(READY_MS);
let checked = false;

const server = createServer((request, answer) => {
  if (request.url === '/healthz') {
    const healthy = performance.now() >= readyAt;
    checked ||= healthy;
    answer.writeHead(healthy ? 200 : 503).end();
    return;
  }
  request.resume();
  setTimeout(() => {
    answer.writeHead(checked ? 200 : 500, { 'content-type': 'text/plain' }).end(NAME);
  }, Number(ANSWER_MS));
});
// Longer than HAProxy keeps a connection for the next request: it is the one that closes.
server.keepAliveTimeout = 60_000;
server.listen(Number(PORT), ADDRESS);
