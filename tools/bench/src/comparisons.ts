import type { ApplySide, RequestKind } from './types.ts';

/** What the link, or the failover client, is measured against. */
export type Comparison =
  | {
      readonly name: string;
      readonly kind: 'link';
      readonly against: Exclude<ApplySide, 'link'>;
      readonly title: string;
    }
  | { readonly name: string; readonly kind: 'client'; readonly request: RequestKind; readonly title: string };

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
];

/** What Understudy aims at, by the name of a row. */
export const AIMS: Readonly<Record<string, { readonly atLeast: number } | { readonly atMost: number }>> = {
  'link-raw.rate': { atLeast: 0.8 },
  'client-put.median': { atMost: 1.05 },
  'client-fenced-put.median': { atMost: 1.05 },
  'client-get.median': { atMost: 1.05 },
};

/** The comparisons that `--only` names: one of them, or all whose names begin with it and a hyphen. */
export function chooseComparisons(only: string | undefined): readonly Comparison[] {
  return COMPARISONS.filter(({ name }) => only === undefined || name === only || name.startsWith(`${only}-`));
}
