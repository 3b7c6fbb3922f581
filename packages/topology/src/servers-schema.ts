import * as z from 'zod';
import { listOf } from './list-of.ts';
import { named } from './named.ts';
import { SERVER_RULES } from './server-rules.ts';
import { TRAFFIC_RULES } from './traffic-rules.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const limit = () =>
  z
    .int()
    .min(SECOND_MS)
    .max(2 * HOUR_MS);
const path = () => named(TRAFFIC_RULES.FILE_NAME);

const balancer = z.strictObject({
  name: named(TRAFFIC_RULES.TRAFFIC_NAME).describe(
    'The balancer, as findings name it: one of `balancers.nodes`, where there are any.',
  ),
  ssh: named(SERVER_RULES.SSH_DESTINATION)
    .exactOptional()
    .describe(
      'How its machine is reached, with the key that `UNDERSTUDY_SSH_KEY` names. Default: HAProxy runs on the machine of the orchestrator.',
    ),
  statsSocket: path().default('/run/haproxy/admin.sock').describe("HAProxy's runtime socket."),
  masterSocket: path().default('/run/haproxy-master.sock').describe("HAProxy's master socket."),
  configFile: path().default('/etc/haproxy/haproxy.cfg').describe('The file it was started with.'),
  stateFile: path()
    .default('/var/lib/haproxy/server-state')
    .describe('Where its servers keep their state over a reload.'),
  log: z.enum(['/dev/log', 'stdout']).default('/dev/log').describe('Where it logs.'),
  keepUser: z
    .boolean()
    .default(false)
    .describe('Whether HAProxy stays the user that starts it, without a chroot.'),
});

/** `orchestrator.servers`; relations are check-servers.ts's. */
export const serversSchema = z.strictObject({
  automatic: z
    .boolean()
    .default(false)
    .describe('Whether servers that are down are repaired without a person.'),
  balancers: listOf(balancer).describe('The balancers whose checks say which servers are up.'),
  lookEveryMs: z
    .int()
    .min(100)
    .max(MINUTE_MS)
    .default(2 * SECOND_MS)
    .describe("Time from one look at a balancer, or at Linode's API, to the next."),
  lookLimitMs: z
    .int()
    .min(100)
    .max(MINUTE_MS)
    .default(10 * SECOND_MS)
    .describe('Time limit of one look.'),
  downForMs: z
    .int()
    .min(0)
    .max(HOUR_MS)
    .default(30 * SECOND_MS)
    .describe('How long every balancer has to show a server as down before it is repaired.'),
  mostPercent: z
    .int()
    .min(1)
    .max(100)
    .default(25)
    .describe('The share of a pool that is repaired at once at most, in percent; one server at least.'),
  pauseMs: z
    .int()
    .min(0)
    .max(7 * DAY_MS)
    .default(HOUR_MS)
    .describe(
      'A server that is down again within this time of its last repair gets the next rung of the ladder; after the last rung nothing is done for so long.',
    ),
  restartLimitMs: limit()
    .default(2 * MINUTE_MS)
    .describe('How long a restart of its service may take.'),
  rebootLimitMs: limit()
    .default(5 * MINUTE_MS)
    .describe('How long a reboot may take.'),
  replaceLimitMs: limit()
    .default(20 * MINUTE_MS)
    .describe('How long a replacement may take, in the region of the server or in another one.'),
});
