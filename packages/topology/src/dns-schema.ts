import * as z from 'zod';
import { DNS_RULES } from './dns-rules.ts';
import { listOf } from './list-of.ts';
import { named } from './named.ts';

const MOST_RECORDS = 20;
/** Linode rounds any other up to the next of these, so that it would never read back as it was written. */
const TTLS_SEC: readonly number[] = [30, 120, 300, 3_600];

const record = z.strictObject({
  domain: named(DNS_RULES.DNS_DOMAIN).describe("A domain that is kept in Linode's Domains."),
  name: named(DNS_RULES.DNS_NAME)
    .default('')
    .describe('The name of the record in it; empty for the domain itself.'),
  type: z
    .enum(['A', 'AAAA', 'CNAME'])
    .default('A')
    .describe('What its target is: an address, or another name.'),
  ttlSec: z
    .int()
    .min(30)
    .max(3_600)
    .default(30)
    .refine((seconds) => TTLS_SEC.includes(seconds), {
      params: {
        code: 'UND_TOPOLOGY_DNS_TTL_INVALID',
        expected: `one of ${TTLS_SEC.join(', ')}, which Linode keeps`,
      },
    })
    .describe(
      'What resolvers may keep it for, in seconds: 30, 120, 300 or 3600. Callers find the new writer that much later.',
    ),
  required: z
    .boolean()
    .default(true)
    .describe('Whether a move counts as unverified while the record is not changed.'),
  targets: listOf(
    z.strictObject({
      region: z.string().describe('A data region.'),
      target: z.string().describe('Where the record leads while that region is the writer.'),
    }),
  ).describe('One for each data region.'),
});

/** `orchestrator.dns`; relations are check-dns.ts's. */
export const dnsSchema = z.strictObject({
  tokenEnv: named(DNS_RULES.DNS_TOKEN_ENV)
    .default('LINODE_TOKEN')
    .describe(
      "The environment variable of each orchestrator with a token of Linode's API that may write domains.",
    ),
  records: listOf(record)
    .refine((records) => records.length <= MOST_RECORDS, {
      params: { code: 'UND_TOPOLOGY_DNS_RECORDS_TOO_MANY', expected: `at most ${MOST_RECORDS} records` },
    })
    .describe('Records that follow the writer.'),
});
