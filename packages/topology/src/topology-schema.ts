import { defaultLimits } from '@understudy/core';
import * as z from 'zod';
import { REGION_NAME, SERVICE_NAME, TABLE_NAME } from './name-rule.ts';
import { carriesCredentials, isEndpoint } from './is-endpoint.ts';
import { isReservedTable, RESERVED_TABLE_PREFIX } from './is-reserved-table.ts';
import { isStampAttribute } from './is-stamp-attribute.ts';
import { named } from './named.ts';
import { orchestratorSchema } from './orchestrator-schema.ts';
import { poolsSchema } from './pools-schema.ts';
import { balancersSchema, trafficSchema } from './traffic-schema.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Longer than any stream keeps its records by far, and still a number that times in ms since 1970 can be added to. */
const YEAR_MS = 366 * DAY_MS;

const milliseconds = (most = HOUR_MS) => z.int().min(1).max(most);

const region = () => named(REGION_NAME);

const endpoint = () =>
  z
    .string()
    .refine((text) => !carriesCredentials(text), {
      params: {
        code: 'UND_TOPOLOGY_ENDPOINT_CREDENTIALS',
        expected: 'a URL without user and password, http://127.0.0.2:8000',
      },
    })
    .refine((text) => carriesCredentials(text) || isEndpoint(text), {
      params: {
        code: 'UND_TOPOLOGY_ENDPOINT_INVALID',
        expected: 'a URL of a host and nothing else, http://127.0.0.2:8000',
      },
    })
    .meta({ format: 'uri' });

const limits = z.strictObject({
  leaseMs: milliseconds()
    .default(defaultLimits.leaseMs)
    .describe('How long one read of the route lets a client write. Promotion waits as long.'),
  drift: z
    .number()
    .min(0)
    .max(0.49)
    .default(defaultLimits.drift)
    .describe('By how much two clocks may differ in speed, as a fraction: 0.01 is one per cent.'),
  attemptTimeoutMs: milliseconds()
    .default(defaultLimits.attemptTimeoutMs)
    .describe('Time limit of one attempt of one request. At most `leaseMs`.'),
  controlTimeoutMs: milliseconds()
    .default(defaultLimits.controlTimeoutMs)
    .describe(
      'Time limit of one read of the control store. At most a third of the usable lease, `leaseMs × (1 − drift)`.',
    ),
  writeDeadlineMs: milliseconds()
    .default(defaultLimits.writeDeadlineMs)
    .describe(
      'How long a write waits for a route that takes it. At least `leaseMs + attemptTimeoutMs / (1 − drift)`, the wait of a promotion, `streamQuietMs`, and one attempt more.',
    ),
  maxRequestAgeMs: milliseconds(DAY_MS)
    .default(defaultLimits.maxRequestAgeMs)
    .describe(
      'How long after a promotion a request of before may still land. At least 900000 (AWS accepts a signature for 15 minutes), unless every endpoint is a loopback address; at least `attemptTimeoutMs`.',
    ),
  tombstoneTtlMs: milliseconds(YEAR_MS)
    .default(defaultLimits.tombstoneTtlMs)
    .describe(
      'How long a tombstone is kept. At least `maxRequestAgeMs` + 86400000, the retention of a stream.',
    ),
  streamQuietMs: milliseconds()
    .default(defaultLimits.streamQuietMs)
    .describe(
      'How long a stream must give nothing, to reads that follow each other, before it counts as read to its tip. AWS documents no bound on how late a record may be readable. A planned switchover takes as long at least.',
    ),
  maxLagMs: milliseconds()
    .default(defaultLimits.maxLagMs)
    .describe('The replication lag past which the writer is not moved unless a person overrides it.'),
});

const client = z.strictObject({
  reads: z
    .enum(['writer', 'any', 'standby'])
    .default('writer')
    .describe(
      'Where reads go: `writer`; `any`: the writer, and a standby when it does not answer; `standby`: a standby first.',
    ),
  consistentReads: z
    .enum(['lease', 'last-writer'])
    .default('lease')
    .describe(
      'Strongly consistent reads: to the writer under a valid lease, waiting while the route moves (`lease`), or at once to the last writer known, marked where they may be stale (`last-writer`).',
    ),
  onControlLoss: z
    .enum(['continue', 'refuse'])
    .default('continue')
    .describe(
      "While the control store can't be reached: `continue` on the word of the writer region's own fence, or `refuse` to write (strict single-writer).",
    ),
  batchWrites: z
    .enum(['fenced', 'unfenced'])
    .default('fenced')
    .describe(
      'BatchWriteItem as single conditional writes (`fenced`), or as one request that no late writer is fenced out of (`unfenced`).',
    ),
});

const replication = z.strictObject({
  concurrency: z.int().min(1).max(256).default(16).describe('Writes that one link has under way at most.'),
  batchSize: z.int().min(1).max(1000).default(1000).describe('Stream records asked for in one GetRecords.'),
  pollMs: z
    .int()
    .min(10)
    .max(60_000)
    .default(250)
    .describe('Pause between two reads of an idle shard. DynamoDB allows four a second and shard.'),
  calmPollMs: z
    .int()
    .min(10)
    .max(60_000)
    .default(1000)
    .describe(
      'The same while nothing but copies can be in the stream: the target is the writer, and nothing is merging. The longer of the two pauses counts.',
    ),
  tipConfirmations: z
    .int()
    .min(1)
    .max(100)
    .default(3)
    .describe(
      'Empty reads in a row, over `limits.streamQuietMs` at least, after which a shard counts as read to its tip.',
    ),
  parkAfterAttempts: z
    .int()
    .min(1)
    .max(1000)
    .default(8)
    .describe('Attempts at a record that keeps failing before it is parked.'),
  parkedRetryMs: z
    .int()
    .min(1_000)
    .max(86_400_000)
    .default(60_000)
    .describe('How often a link tries its parked records again; besides, when it gets a leader.'),
});

/** The shape of `understudy.yaml`: types, ranges, defaults and rules of one value. Relations are check-relations.ts's. */
export const topologySchema = z.strictObject({
  service: named(SERVICE_NAME).describe("The service's name; the key of its route."),
  regions: z
    .strictObject({
      data: z
        .array(
          z.strictObject({
            name: region().describe("AWS's name of a data region."),
            endpoint: endpoint()
              .exactOptional()
              .describe("Where its DynamoDB answers, without credentials. Default: AWS's endpoint."),
          }),
        )
        .meta({ minItems: 2, maxItems: 2 })
        .describe('Exactly two regions; the first is the first writer.'),
      witness: z
        .strictObject({
          endpoints: z
            .array(
              z.strictObject({
                name: region().describe("AWS's name of a region that keeps the route. No data region."),
                endpoint: endpoint()
                  .exactOptional()
                  .describe("Where its DynamoDB answers, without credentials. Default: AWS's endpoint."),
              }),
            )
            .meta({ minItems: 1 })
            .describe('Where the control store is reached, in the order to try.'),
          table: named(TABLE_NAME).default('understudy-route').describe('The table of the route.'),
        })
        .describe('Keeps the route, outside the data regions.'),
    })
    .describe('Where the data and the route are kept.'),
  tables: z
    .array(
      z.strictObject({
        name: named(TABLE_NAME)
          .refine((name) => !isReservedTable(name), {
            params: {
              code: 'UND_TOPOLOGY_TABLE_NAME_RESERVED',
              expected: `a name that does not begin with ${RESERVED_TABLE_PREFIX}`,
            },
          })
          .describe('A table of the application, in both data regions. Case counts.'),
        writes: z
          .enum(['stamped', 'foreign'])
          .default('stamped')
          .describe(
            "`stamped`: all its writers use Understudy's client or gateway. `foreign`: some do not; conflicts after a failover go to the ledger.",
          ),
        conflicts: z
          .enum(['keep', 'merge'])
          .default('keep')
          .describe(
            '`keep`: ledger entries wait for a person. `merge`: `understudy reconcile` merges those of which no attribute conflicts.',
          ),
        assigned: z
          .array(z.string().min(1).max(65_535))
          .default([])
          .describe(
            'Number attributes that the application sets, such as a price or a time. Where both regions changed one, it is a conflict; of other numbers, both differences count.',
          ),
      }),
    )
    .meta({ minItems: 1 })
    .describe('The tables that are kept, at least one.'),
  stampAttribute: z
    .string()
    .refine(isStampAttribute, {
      params: {
        code: 'UND_TOPOLOGY_STAMP_ATTRIBUTE_INVALID',
        expected: '1 to 255 bytes that do not begin with aws:',
      },
    })
    .meta({ minLength: 1, maxLength: 255 })
    .default('understudy:v')
    .describe(
      "The attribute that carries an item's stamp. Changing it on a table in use makes every item look unstamped.",
    ),
  limits: limits.prefault({}).describe('Time limits that safety rests on.'),
  client: client.prefault({}).describe('How failover clients behave.'),
  replication: replication.prefault({}).describe('How links read and apply.'),
  pools: poolsSchema,
  balancers: balancersSchema
    .exactOptional()
    .describe('The machines that run HAProxy, and the addresses they share.'),
  traffic: trafficSchema.exactOptional().describe('What HAProxy does with requests.'),
  orchestrator: orchestratorSchema
    .exactOptional()
    .describe(
      'The processes that watch the regions, and move the writer when people or their settings say so.',
    ),
});

/** `limits` alone, for checks that must run although other parts are broken. */
export const limitsSchema = limits;
