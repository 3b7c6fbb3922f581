import { programArguments } from '@understudy/sandbox';
import { PRODUCTS, SHOP_ORDERS } from './catalogue.ts';

/** The pools of the shop's servers and the ports that they serve on. */
export const WEB = { pool: 'web', port: 8000, count: 3 } as const;
const API = { pool: 'api', port: 8001, count: 2 } as const;
/** Where the gateway of a web server listens, on that server's own address. */
const GATEWAY_PORT = 8111;

export interface ServerFacts {
  /** The checkout, where the programs of the servers are. */
  readonly root: string;
  /** The service's own configuration, which servers read too. */
  readonly topologyFile: string;
  /** Where HAProxy listens, and where its statistics are. */
  readonly front: { readonly address: string; readonly port: number; readonly adminPort: number };
}

/** The servers' part of an `understudy.yaml`: what a pool's instances are and run, and what HAProxy does with them. */
export function describePools({ root, topologyFile, front }: ServerFacts): string {
  const program = (file: string) => [process.execPath, ...programArguments(`${root}/${file}`)].join(' ');
  return `pools:
  - name: ${WEB.pool} # pages: Flask behind gunicorn, plain boto3 through a gateway on the same server
    region: nl-ams
    fallbackRegions: [de-fra-2]
    type: g6-nanode-1
    image: linode/debian12
    count: ${String(WEB.count)}
    health: { port: ${String(WEB.port)}, path: /healthz, limitMs: 60000 }
    deploy:
      files:
        - path: /etc/systemd/system/understudy-gateway.service
          content: |
            [Service]
            WorkingDirectory=${root}
            ExecStart=${program('apps/cli/src/main.ts')} gateway run -f ${topologyFile} --host \${UNDERSTUDY_ADDRESS} --port ${String(GATEWAY_PORT)}
            Restart=always
            RestartSec=100ms
      run:
        - systemctl enable --now understudy-gateway
      service:
        name: shop
        command: /usr/bin/env AWS_ENDPOINT_URL_DYNAMODB=http://\${UNDERSTUDY_ADDRESS}:${String(GATEWAY_PORT)} SHOP_SERVER=\${UNDERSTUDY_INSTANCE} /usr/bin/gunicorn -c gunicorn.conf.py shop.wsgi:app
        workingDirectory: ${root}/examples/flask-shop
        environment:
          - { name: PORT, value: '${String(WEB.port)}' }
          - { name: PYTHONDONTWRITEBYTECODE, value: '1' }
${tableNames()}
  - name: ${API.pool} # the API: TypeScript on the failover client
    region: nl-ams
    fallbackRegions: [de-fra-2]
    type: g6-nanode-1
    image: linode/debian12
    count: ${String(API.count)}
    health: { port: ${String(API.port)}, path: /api/health, limitMs: 60000 }
    deploy:
      service:
        name: order-desk
        command: /usr/bin/env SHOP_SERVER=\${UNDERSTUDY_INSTANCE} ${program('examples/order-desk/src/main.ts')}
        workingDirectory: ${root}
        environment:
          - { name: PORT, value: '${String(API.port)}' }
          - { name: UNDERSTUDY_TOPOLOGY, value: '${topologyFile}' }
${tableNames()}

traffic:
  frontends:
    - name: shop
      binds: [{ address: ${front.address}, port: ${String(front.port)} }]
      routes:
        - { backend: api, pathPrefixes: [/api] }
      defaultBackend: web
  backends:
    - name: api
      pool: ${API.pool}
      port: ${String(API.port)}
      check: { path: /api/health, intervalMs: 1000, fall: 4, rise: 1 }
    - name: web
      pool: ${WEB.pool}
      port: ${String(WEB.port)}
      check: { path: /healthz, intervalMs: 1000, fall: 4, rise: 1 }
  admin: { address: ${front.address}, port: ${String(front.adminPort)} }
  # A write waits while the writer moves. A check that is late on a busy machine says little; a server that is gone refuses
  # connections, and what it did not take is sent to another one at once.
  timeouts: { clientMs: 40000, serverMs: 40000, checkMs: 5000 }
`;
}

function tableNames(): string {
  return [
    `          - { name: SHOP_PRODUCTS_TABLE, value: ${PRODUCTS} }`,
    `          - { name: SHOP_ORDERS_TABLE, value: ${SHOP_ORDERS} }`,
  ].join('\n');
}
