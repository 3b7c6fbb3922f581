import type { PoolSpec } from '@understudy/topology';

/** A pool of nothing but instances. */
export function barePool(more: Partial<PoolSpec> = {}): PoolSpec {
  return {
    name: 'api',
    region: 'de-fra-2',
    fallbackRegions: [],
    type: 'g6-nanode-1',
    image: 'linode/debian12',
    count: 3,
    tags: ['shop'],
    sshKeys: [],
    health: { port: 8001, path: '/healthz', limitMs: 10_000 },
    deploy: { packages: [], files: [], run: [] },
    ...more,
  };
}

/** Answers 200 on /healthz unless a file says otherwise, and its process number on /. */
const APP = `const http = require('node:http');
const { existsSync } = require('node:fs');
http.createServer((request, response) => {
  if (request.url === '/healthz') response.statusCode = existsSync(process.env.SICK) ? 503 : 200;
  response.end(JSON.stringify({ pid: process.pid, says: process.env.GREETING }));
}).listen(Number(process.env.PORT), process.env.UNDERSTUDY_ADDRESS);
`;

/** A pool with an app of a few lines, in the language that is here anyway. */
export function appPool(greeting = 'good morning', more: Partial<PoolSpec> = {}): PoolSpec {
  return barePool({
    deploy: {
      packages: [],
      files: [{ path: '/opt/app/app.cjs', content: APP, mode: '0644' }],
      run: ['test -f /opt/app/app.cjs'],
      service: {
        name: 'app',
        command: `${process.execPath} /opt/app/app.cjs`,
        workingDirectory: '/opt/app',
        environment: [
          { name: 'PORT', value: '8001' },
          { name: 'GREETING', value: greeting },
          { name: 'SICK', value: '/opt/app/sick' },
        ],
      },
    },
    ...more,
  });
}
