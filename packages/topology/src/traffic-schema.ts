import * as z from 'zod';
import { ERROR_STATUSES } from './error-statuses.ts';
import { TRAFFIC_RULES } from './traffic-rules.ts';
import { named } from './named.ts';
import { address } from './address.ts';
import { listOf } from './list-of.ts';
import { port } from './port.ts';
import { sharedAddress } from './shared-address.ts';

const name = () => named(TRAFFIC_RULES.TRAFFIC_NAME);
const milliseconds = () => z.int().min(1).max(86_400_000);

export const balancersSchema = z.strictObject({
  nodes: listOf(
    z.strictObject({
      name: name().describe('The node, as logs and BGP peers see it.'),
      address: address({ any: false }).describe('Its own address, at which the other node reaches it.'),
    }),
  ).describe('The machines that run HAProxy; two where an address is shared. The first holds it at first.'),
  vrrp: z
    .strictObject({
      interface: named(TRAFFIC_RULES.INTERFACE_NAME).describe(
        'The interface that carries the shared addresses.',
      ),
      addresses: listOf(sharedAddress()).describe('The addresses that move, with the length of the prefix.'),
      routerId: z.int().min(1).max(255).default(51).describe('Tells pairs on one network apart.'),
      advertMs: z
        .int()
        .min(100)
        .max(40_000)
        .default(1000)
        .describe(
          'Time between two signs of life of the holder; three missing ones make the other take over.',
        ),
    })
    .exactOptional()
    .describe('Keepalived moves the addresses: for a VLAN.'),
  bgp: z
    .strictObject({
      dataCenter: z.int().min(1).max(9999).describe("Linode's number of the data centre."),
      addresses: listOf(sharedAddress()).describe('The addresses that both nodes announce.'),
    })
    .exactOptional()
    .describe('Both nodes announce the addresses by BGP: for public addresses on Linode.'),
});

const bind = z.strictObject({
  address: address({ any: true }).default('*').describe('Where it listens; `*` for every address.'),
  port: port().describe('The port it listens on.'),
  certificate: named(TRAFFIC_RULES.FILE_NAME)
    .exactOptional()
    .describe('A PEM file of certificate and key on the balancer; with it, TLS ends here.'),
  http2: z.boolean().default(true).describe('Offers HTTP/2 where TLS ends here.'),
  acceptProxy: z.boolean().default(false).describe('Every connection must begin with the PROXY protocol.'),
});

const route = z.strictObject({
  backend: name().describe('Where requests go that meet every condition given here.'),
  paths: listOf(named(TRAFFIC_RULES.HTTP_PATH))
    .exactOptional()
    .describe('The path is one of these, or below one of `pathPrefixes`.'),
  pathPrefixes: listOf(named(TRAFFIC_RULES.HTTP_PATH))
    .exactOptional()
    .describe(
      'The path is one of these or below it: `/api` takes `/api` and `/api/x`, not `/apis`. One condition with `paths`.',
    ),
  hosts: listOf(named(TRAFFIC_RULES.HOST_NAME))
    .exactOptional()
    .describe('The Host header names one of these.'),
  headers: listOf(
    z.strictObject({
      name: named(TRAFFIC_RULES.HEADER_NAME).describe("A header's name."),
      value: named(TRAFFIC_RULES.HEADER_VALUE).describe('Its whole value; case counts.'),
    }),
  )
    .exactOptional()
    .describe('Each of these headers is there.'),
});

const frontend = z.strictObject({
  name: name().describe("The frontend's name."),
  binds: listOf(bind).describe('Where it listens.'),
  redirectToTls: z.boolean().default(false).describe('Requests without TLS are answered with the https URL.'),
  rateLimit: z
    .strictObject({
      requests: z
        .int()
        .min(1)
        .max(1_000_000)
        .describe('Requests of one address; more are answered with 429.'),
      perMs: milliseconds().default(10_000).describe('The time they are counted over.'),
      addresses: z.int().min(100).max(10_000_000).default(100_000).describe('Addresses remembered at most.'),
    })
    .exactOptional()
    .describe('A limit for each client address.'),
  routes: listOf(route).exactOptional().describe('Tried in this order; the first that fits is taken.'),
  defaultBackend: name().exactOptional().describe('Where requests go that no route takes.'),
});

const check = z.strictObject({
  path: named(TRAFFIC_RULES.HTTP_PATH).describe('What is asked for.'),
  method: z.enum(['GET', 'HEAD', 'OPTIONS']).default('GET').describe('How it is asked for.'),
  host: named(TRAFFIC_RULES.HOST_NAME).exactOptional().describe('The Host header. Default: `localhost`.'),
  status: z.int().min(100).max(599).default(200).describe('The only status that counts as healthy.'),
  port: port().exactOptional().describe("Where it is asked. Default: the server's port."),
  intervalMs: milliseconds().default(2000).describe('Time between two checks.'),
  downIntervalMs: milliseconds()
    .default(1000)
    .describe('Time between two checks of a server that is down or changing.'),
  rise: z.int().min(1).max(100).default(2).describe('Good checks in a row that bring a server up.'),
  fall: z.int().min(1).max(100).default(3).describe('Bad checks in a row that take it down.'),
});

const server = z.strictObject({
  name: name().describe("The server's name within the backend."),
  address: address({ any: false }).describe('Its address.'),
  port: port().describe('Its port.'),
  weight: z
    .int()
    .min(0)
    .max(256)
    .default(100)
    .describe('Its share beside the others; 0 takes no new clients.'),
  backup: z.boolean().default(false).describe('Used only while all others are down.'),
  maxConnections: z.int().min(1).max(1_000_000).exactOptional().describe('Requests at once; more wait.'),
});

const backend = z.strictObject({
  name: name().describe("The backend's name."),
  balance: z
    .enum(['roundrobin', 'leastconn', 'source', 'uri', 'random', 'first', 'static-rr'])
    .default('roundrobin')
    .describe('How a server is chosen.'),
  hash: z
    .enum(['consistent', 'map-based'])
    .default('consistent')
    .describe('How `source` and `uri` choose: a change of servers moves few clients, or spreads evenly.'),
  check: check
    .exactOptional()
    .describe('An HTTP check of each server. Default: that it accepts connections.'),
  agent: z
    .strictObject({
      port: port().describe('Where the agent on each server answers.'),
      intervalMs: milliseconds().default(2000).describe('Time between two questions.'),
    })
    .exactOptional()
    .describe('Asks an agent on each server for its weight and state.'),
  stickyCookie: name().exactOptional().describe('A cookie of this name keeps a client at its server.'),
  slowStartMs: z
    .int()
    .min(0)
    .max(3_600_000)
    .default(0)
    .describe('Time over which a server that came up gets its share.'),
  protocol: z.enum(['http1', 'http2']).default('http1').describe('What is spoken to the servers.'),
  sendProxy: z
    .enum(['none', 'v1', 'v2'])
    .default('none')
    .describe('Tells servers the client by the PROXY protocol.'),
  retry: z
    .enum(['connection', 'safe'])
    .default('safe')
    .describe(
      'What is sent again elsewhere: what no server took, or besides that GET and HEAD without an answer.',
    ),
  servers: listOf(server).exactOptional().describe('Servers by address.'),
  pool: name().exactOptional().describe('The pool whose instances are the servers; instead of `servers`.'),
  port: port().exactOptional().describe("The port of the pool's instances."),
  template: z
    .strictObject({
      prefix: name().describe('Names of the slots: prefix and number.'),
      count: z.int().min(1).max(1000).describe('How many slots.'),
      port: port().describe('Their port until one is set.'),
    })
    .exactOptional()
    .describe('Slots without address that are filled at run time.'),
});

export const trafficSchema = z.strictObject({
  frontends: listOf(frontend).describe('Where requests come in.'),
  backends: listOf(backend).describe('Who answers them.'),
  admin: z
    .strictObject({
      address: address({ any: false })
        .default('127.0.0.1')
        .describe('A private address. Never a public one.'),
      port: port().default(8404).describe('Its port.'),
      statsPath: named(TRAFFIC_RULES.HTTP_PATH).default('/stats').describe('The page for people.'),
      metricsPath: named(TRAFFIC_RULES.HTTP_PATH).default('/metrics').describe('The page for Prometheus.'),
    })
    .prefault({})
    .describe('Statistics and metrics.'),
  timeouts: z
    .strictObject({
      connectMs: milliseconds().default(2000).describe('Time to connect to a server.'),
      clientMs: milliseconds().default(30_000).describe('Time a client may stay silent.'),
      serverMs: milliseconds().default(30_000).describe('Time a server may stay silent.'),
      requestMs: milliseconds().default(10_000).describe("Time for a request's head to arrive."),
      keepAliveMs: milliseconds()
        .default(15_000)
        .describe('Time a kept connection waits for the next request.'),
      queueMs: milliseconds().default(5000).describe('Time a request waits for a free server.'),
      checkMs: milliseconds().default(2000).describe('Time a check may take once connected.'),
      tunnelMs: milliseconds().default(3_600_000).describe('Time a WebSocket may stay silent.'),
      hardStopMs: milliseconds()
        .default(60_000)
        .describe('Time an old process keeps its connections after a reload.'),
    })
    .prefault({})
    .describe('Time limits of HAProxy.'),
  retries: z
    .int()
    .min(0)
    .max(100)
    .default(3)
    .describe('How many attempts may follow a failed one, each at another server.'),
  maxConnections: z.int().min(10).max(1_000_000).default(4000).describe('Connections of clients at once.'),
  errorFiles: listOf(
    z.strictObject({
      status: z
        .int()
        .min(200)
        .max(599)
        .refine((status) => ERROR_STATUSES.has(status), {
          params: { code: 'UND_TOPOLOGY_ERROR_STATUS_UNKNOWN', expected: 'a status of HAProxy such as 503' },
        })
        .describe('The status it stands for.'),
      file: named(TRAFFIC_RULES.FILE_NAME).describe('A whole HTTP answer in a file on the balancer.'),
    }),
  )
    .exactOptional()
    .describe('What HAProxy itself answers in case of errors.'),
});
