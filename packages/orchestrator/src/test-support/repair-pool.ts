import type { PoolSpec } from '@understudy/topology';

/** The port that the app has on each server's own address. */
const PORT = 8_001;

/**
 * Answers with the name of its server. `/break` makes it answer 503 on `/healthz` until its process ends; where
 * /opt/app/broken is there it does not start.
 */
const APP = `const http = require('node:http');
const { existsSync } = require('node:fs');
if (existsSync(process.env.BROKEN)) process.exit(1);
let sick = false;
http.createServer((request, response) => {
  if (request.url === '/break') sick = true;
  if (request.url === '/healthz') response.statusCode = sick ? 503 : 200;
  response.end(process.env.UNDERSTUDY_INSTANCE);
}).listen(${String(PORT)}, process.env.UNDERSTUDY_ADDRESS);
`;

/** A pool of web servers of a few lines, in the language that is here anyway. */
export function repairPool(count: number): PoolSpec {
  return {
    name: 'web',
    region: 'de-fra-2',
    fallbackRegions: ['nl-ams'],
    type: 'g6-nanode-1',
    image: 'linode/debian12',
    count,
    tags: [],
    sshKeys: [],
    health: { port: PORT, path: '/healthz', limitMs: 60_000 },
    deploy: {
      packages: [],
      files: [{ path: '/opt/app/app.cjs', content: APP, mode: '0644' }],
      run: [],
      service: {
        name: 'app',
        command: `${process.execPath} /opt/app/app.cjs`,
        workingDirectory: '/opt/app',
        environment: [{ name: 'BROKEN', value: '/opt/app/broken' }],
      },
    },
  };
}
