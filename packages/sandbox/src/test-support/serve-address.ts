import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A program that serves an address: `serve-address.ts serve|crash|silent|stubborn`. `crash` ends before it has started,
 * `silent` writes no start line, `stubborn` ignores SIGTERM.
 */
const [how] = process.argv.slice(2);

process.stdout.write('a line for people\n');
process.stdout.write(`${JSON.stringify({ event: 'loading', key: process.env['AWS_ACCESS_KEY_ID'] })}\n`);
if (how === 'crash') throw new Error('no memory left');
if (how === 'stubborn') process.on('SIGTERM', () => undefined);
const { GIVEN, AWS_SDK_UA_APP_ID } = process.env;
const server = createServer((_, answer) => answer.end(GIVEN ?? AWS_SDK_UA_APP_ID ?? 'nothing'));
server.listen(0, '127.0.0.1', () => {
  if (how === 'silent') return;
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ event: 'started', address: `http://127.0.0.1:${port}` })}\n`);
});
