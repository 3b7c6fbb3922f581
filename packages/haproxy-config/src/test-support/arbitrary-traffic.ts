import { readTraffic, type Balancers, type Traffic } from '@understudy/topology';
import fc from 'fast-check';
import { readdirSync } from 'node:fs';

const word = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_-]{0,12}$/);
const path = fc.stringMatching(/^\/[a-zA-Z0-9/._~+=&:%?-]{0,20}$/);
const hostName = fc.stringMatching(/^[a-z0-9]{1,8}(\.[a-z0-9]{1,8}){0,2}$/);
const port = fc.integer({ min: 1, max: 65_535 });
const milliseconds = fc.integer({ min: 1, max: 3_600_000 });
const ipV4 = fc.ipV4().filter((text) => text !== '0.0.0.0');
const address = fc.oneof(
  ipV4,
  fc.ipV6().filter((text) => readable(text)),
);
const few = <T>(of: fc.Arbitrary<T>, most = 4) => fc.array(of, { minLength: 1, maxLength: most });
/** Keys that are absent stay absent: the schema takes no `undefined`. */
const record = <T extends object>(keys: { [K in keyof T]: fc.Arbitrary<T[K]> }, required: (keyof T)[]) =>
  fc.record(keys, { requiredKeys: required });

const server = record(
  { name: word, address, port, weight: fc.nat(256), backup: fc.boolean(), maxConnections: port },
  ['name', 'address', 'port'],
);

const check = record(
  {
    path,
    method: fc.constantFrom('GET', 'HEAD', 'OPTIONS'),
    host: hostName,
    status: fc.integer({ min: 100, max: 599 }),
    port,
    intervalMs: milliseconds,
    downIntervalMs: milliseconds,
    rise: fc.integer({ min: 1, max: 100 }),
    fall: fc.integer({ min: 1, max: 100 }),
  },
  ['path'],
);

const backend = record(
  {
    name: word,
    balance: fc.constantFrom('roundrobin', 'leastconn', 'source', 'uri', 'random', 'first', 'static-rr'),
    hash: fc.constantFrom('consistent', 'map-based'),
    check,
    agent: fc.record({ port, intervalMs: milliseconds }),
    stickyCookie: word,
    slowStartMs: fc.nat(60_000),
    protocol: fc.constantFrom('http1', 'http2'),
    sendProxy: fc.constantFrom('none', 'v1', 'v2'),
    retry: fc.constantFrom('connection', 'safe'),
    servers: few(server, 5),
    template: fc.record({ prefix: word, count: fc.integer({ min: 1, max: 12 }), port }),
  },
  ['name', 'servers'],
);

const route = (backends: fc.Arbitrary<string>) =>
  record(
    {
      backend: backends,
      paths: few(path),
      pathPrefixes: few(path),
      hosts: few(hostName),
      headers: few(
        fc.record({
          name: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9-]{0,12}$/),
          value: fc.stringMatching(/^[a-zA-Z0-9._~/:;=+*-]{1,20}$/),
        }),
      ),
    },
    ['backend', 'paths'],
  );

const frontend = (backends: fc.Arbitrary<string>, certificate: string) =>
  record(
    {
      name: word,
      binds: few(
        record(
          {
            address,
            port,
            certificate: fc.constant(certificate),
            http2: fc.boolean(),
            acceptProxy: fc.boolean(),
          },
          ['address', 'port'],
        ),
        3,
      ),
      redirectToTls: fc.boolean(),
      rateLimit: fc.record({
        requests: fc.integer({ min: 1, max: 1_000_000 }),
        perMs: milliseconds,
        addresses: fc.integer({ min: 100, max: 1_000_000 }),
      }),
      routes: few(route(backends)),
      defaultBackend: backends,
    },
    ['name', 'binds'],
  );

/** Traffic that the topology takes; what one draw gets wrong (a name twice, say) is drawn again. */
export function arbitraryTraffic({
  certificate,
  errorFile,
}: {
  readonly certificate: string;
  readonly errorFile: string;
}): fc.Arbitrary<Traffic> {
  return few(backend, 4)
    .chain((backends) => {
      const names = fc.constantFrom(...backends.map(({ name }) => name));
      return fc.record(
        {
          backends: fc.constant(backends),
          frontends: few(frontend(names, certificate), 3),
          admin: fc.record({ address: ipV4, port, statsPath: path, metricsPath: path }),
          timeouts: fc.record({ connectMs: milliseconds, serverMs: milliseconds, hardStopMs: milliseconds }),
          retries: fc.nat(100),
          maxConnections: fc.integer({ min: 10, max: 4000 }),
          errorFiles: fc.constant([{ status: 503, file: errorFile }]),
        },
        { requiredKeys: ['backends', 'frontends'] },
      );
    })
    .map((traffic) => {
      const read = readTraffic({ traffic });
      return read.fits ? read.traffic : undefined;
    })
    .filter((traffic) => traffic !== undefined);
}

/** A pair whose interface this machine has, since `keepalived -t` looks for it. */
export const arbitraryBalancers: fc.Arbitrary<Balancers> = fc
  .record({
    nodes: fc.tuple(fc.record({ name: word, address: ipV4 }), fc.record({ name: word, address: ipV4 })),
    vrrp: fc.record({
      interface: fc.constantFrom(...readdirSync('/sys/class/net').filter((name) => name !== 'lo')),
      addresses: few(fc.tuple(ipV4, fc.integer({ min: 8, max: 32 })).map((parts) => parts.join('/'))),
      routerId: fc.integer({ min: 1, max: 255 }),
      advertMs: fc.integer({ min: 100, max: 40_000 }),
    }),
    bgp: fc.record({
      dataCenter: fc.integer({ min: 1, max: 9999 }),
      addresses: few(ipV4.map((text) => `${text}/32`)),
    }),
  })
  .map((balancers) => {
    const read = readTraffic({ balancers });
    return read.fits ? read.balancers : undefined;
  })
  .filter((balancers) => balancers !== undefined);

function readable(text: string): boolean {
  return text.length <= 45 && !/^[0:.]+$/.test(text) && URL.canParse(`http://[${text}]/`);
}
