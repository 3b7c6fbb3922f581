import * as z from 'zod';
import { dnsSchema } from './dns-schema.ts';
import { hooksSchema } from './hooks-schema.ts';
import { named, namedList } from './named.ts';
import { ORCHESTRATOR_RULES } from './orchestrator-rules.ts';
import { programUrl } from './program-url.ts';
import { serversSchema } from './servers-schema.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** More observers cost requests and agree on nothing sooner. */
const MOST_OBSERVERS = 9;

const interval = () => z.int().min(100).max(MINUTE_MS);

const observers = z
  .array(
    z.strictObject({
      name: named(ORCHESTRATOR_RULES.OBSERVER_NAME).describe(
        'The observer, as its process, the audit and the metrics name it.',
      ),
      place: named(ORCHESTRATOR_RULES.OBSERVER_PLACE).describe(
        'What it shares power and network with: a region, a data centre, a provider. Observers of one place may fail together.',
      ),
    }),
  )
  .refine((entries) => entries.length >= 1 && entries.length <= MOST_OBSERVERS, {
    params: {
      code: 'UND_TOPOLOGY_OBSERVERS_COUNT_INVALID',
      expected: `1 to ${MOST_OBSERVERS} observers`,
    },
  })
  .meta({ minItems: 1, maxItems: MOST_OBSERVERS });

const programs = z.array(
  z.strictObject({
    name: named(ORCHESTRATOR_RULES.PROGRAM_NAME).describe('The program, as findings name it.'),
    url: programUrl().describe('Where it answers `/readyz`, without credentials and without a path.'),
  }),
);

const alerts = z.strictObject({
  tokenFile: named(ORCHESTRATOR_RULES.TOKEN_FILE)
    .exactOptional()
    .describe('A file with the token that Alertmanager has to present, on the machine of each orchestrator.'),
  tokenEnv: named(ORCHESTRATOR_RULES.TOKEN_ENV)
    .exactOptional()
    .describe('The environment variable of each orchestrator with that token, instead of a file.'),
});

const cloudWatch = z.strictObject({
  regions: namedList(ORCHESTRATOR_RULES.CLOUD_WATCH_REGIONS).describe(
    'The data regions whose CloudWatch is asked. Its right is `cloudwatch:GetMetricData`.',
  ),
  everyMs: z
    .int()
    .min(MINUTE_MS)
    .max(HOUR_MS)
    .default(5 * MINUTE_MS)
    .describe(
      'Time from one question to the next. AWS charges ten metrics of each table and region each time.',
    ),
});

/** The `orchestrator` section; relations are check-orchestrator.ts's. */
export const orchestratorSchema = z.strictObject({
  automatic: z
    .boolean()
    .default(false)
    .describe(
      'Whether a failover is made without a person. It then needs at least 3 observers in at least 3 places.',
    ),
  observers: observers.describe('The processes that watch the regions and vote, one to nine.'),
  approval: z
    .boolean()
    .default(false)
    .describe('Whether an automatic failover is proposed, and waits for `understudy approve`.'),
  approvalLimitMs: z
    .int()
    .min(1_000)
    .max(DAY_MS)
    .default(5 * MINUTE_MS)
    .describe('How long a proposed failover waits for its approval before it expires.'),
  lookEveryMs: interval().default(400).describe('Time from one look at a region to the next.'),
  lookLimitMs: interval().default(1_000).describe('Time limit of one look.'),
  looks: z
    .int()
    .min(2)
    .max(20)
    .default(3)
    .describe('Looks in a row that must miss before an observer counts a region as lost.'),
  reportEveryMs: interval().default(1_000).describe('Time from one report of an observer to the next.'),
  leaderTtlMs: z
    .int()
    .min(300)
    .max(HOUR_MS)
    .default(4_000)
    .describe(
      'How long a leader that renews its record no more keeps the lead. At least 3 times `reportEveryMs`.',
    ),
  pauseMs: z
    .int()
    .min(0)
    .max(7 * DAY_MS)
    .default(HOUR_MS)
    .describe(
      'How long after an automatic failover no other one is made, unless a person acknowledges the last by `understudy ack`.',
    ),
  programs: programs
    .default([])
    .describe('Gateways and replicators whose readiness counts as evidence beside the looks.'),
  alerts: alerts
    .exactOptional()
    .describe(
      'Takes the alerts of Alertmanager at `POST /alerts` as evidence. Without a token only where an orchestrator listens on loopback.',
    ),
  hooks: hooksSchema
    .exactOptional()
    .describe('Programs that the leading orchestrator runs as steps of a move.'),
  servers: serversSchema
    .exactOptional()
    .describe('Watches balancers and the servers of the pools. Needs `traffic`; without it none is watched.'),
  cloudWatch: cloudWatch
    .exactOptional()
    .describe('What CloudWatch says of the tables is shown beside what observers see. It decides nothing.'),
  dns: dnsSchema
    .exactOptional()
    .describe("Records in Linode's Domains that the leading orchestrator changes after a promotion."),
});
