import type { ApplySide, RequestKind } from './types.ts';

/** What the link, or the failover client, is measured against. */
export type Comparison =
  | {
      readonly name: string;
      readonly kind: 'link';
      readonly against: Exclude<ApplySide, 'link' | 'backfill' | 'copy'>;
      readonly title: string;
    }
  | {
      readonly name: string;
      readonly kind: 'backfill';
      readonly against: 'raw' | 'copy';
      /** Whether every write has the way between two regions before it, there and back. */
      readonly far?: boolean;
      readonly title: string;
    }
  | { readonly name: string; readonly kind: 'verify'; readonly title: string }
  | { readonly name: string; readonly kind: 'client'; readonly request: RequestKind; readonly title: string }
  | {
      readonly name: string;
      readonly kind: 'gateway';
      readonly request: 'put' | 'get';
      readonly connections: number;
      readonly title: string;
    };

export const COMPARISONS: readonly Comparison[] = [
  {
    name: 'link-raw',
    kind: 'link',
    against: 'raw',
    title: 'link : raw limit (conditional puts, nothing read)',
  },
  {
    name: 'link-sequential',
    kind: 'link',
    against: 'sequential',
    title: 'link : stream read, a put awaited per record',
  },
  {
    name: 'link-powertools',
    kind: 'link',
    against: 'powertools',
    title: 'link : handler on @aws-lambda-powertools/batch',
  },
  {
    name: 'backfill-raw',
    kind: 'backfill',
    against: 'raw',
    title: 'backfill : raw limit (conditional puts, nothing read)',
  },
  {
    name: 'backfill-copy',
    kind: 'backfill',
    against: 'copy',
    title: 'backfill : copy-dynamodb-table',
  },
  {
    name: 'backfill-copy-far',
    kind: 'backfill',
    against: 'copy',
    far: true,
    title: 'backfill : copy-dynamodb-table, the target 80 ms away',
  },
  {
    name: 'verify-scans',
    kind: 'verify',
    title: 'verify : the same scans of both regions, whose items are ignored',
  },
  {
    name: 'client-put',
    kind: 'client',
    request: 'put',
    title: 'failover client : bare document client, put',
  },
  {
    name: 'client-fenced-put',
    kind: 'client',
    request: 'fenced-put',
    title: 'failover client : bare document client, put with the same stamp and condition',
  },
  {
    name: 'client-get',
    kind: 'client',
    request: 'get',
    title: 'failover client : bare document client, get',
  },
  ...([1, 32] as const).flatMap((connections) =>
    (['get', 'put'] as const).map((request) => ({
      name: `gateway-${request}-${connections}`,
      kind: 'gateway' as const,
      request,
      connections,
      title: `SDK through the gateway : SDK direct, ${request}, ${connections} at a time (CPU: the gateway's : the SDK's)`,
    })),
  ),
];

/** What `--only` takes to name several of them. */
export const FIRST_WORDS: readonly string[] = [
  ...new Set(COMPARISONS.map(({ name }) => name.slice(0, name.indexOf('-')))),
];

/** What Understudy aims at, by the name of a row. */
export const AIMS: Readonly<Record<string, { readonly atLeast: number } | { readonly atMost: number }>> = {
  'link-raw.rate': { atLeast: 0.8 },
  'backfill-raw.rate': { atLeast: 0.7 },
  'backfill-copy.rate': { atLeast: 5 },
  'backfill-copy-far.rate': { atLeast: 5 },
  'client-put.median': { atMost: 1.05 },
  'client-fenced-put.median': { atMost: 1.05 },
  'client-get.median': { atMost: 1.05 },
  'gateway-get-1.median': { atMost: 1.3 },
  'gateway-put-1.median': { atMost: 1.3 },
  'gateway-get-1.cpu': { atMost: 1 },
  'gateway-put-1.cpu': { atMost: 1 },
  'gateway-get-32.cpu': { atMost: 1 },
  'gateway-put-32.cpu': { atMost: 1 },
};

/** The comparisons that `--only` names: one of them, or all whose names begin with it and a hyphen. */
export function chooseComparisons(only: string | undefined): readonly Comparison[] {
  return COMPARISONS.filter(({ name }) => only === undefined || name === only || name.startsWith(`${only}-`));
}
