import type { Doubt, RegionCondition, RegionSight } from '@understudy/findings';

/** What an observer reaches. */
export interface Reach {
  /** Each region as it is seen now. */
  readonly regions: readonly RegionSight[];
  /** Whether the control store answers. */
  readonly controlAnswers: boolean;
}

const NOT_REACHED: ReadonlySet<RegionCondition> = new Set(['unreachable', 'name-not-found', 'tls-failed']);

/** The doubt of an observer that reaches nothing at all; none where it has looked at no region yet. */
export function aloneDoubt({ regions, controlAnswers }: Reach): readonly Doubt[] {
  const isCut =
    !controlAnswers && regions.length > 0 && regions.every(({ condition }) => NOT_REACHED.has(condition));
  if (!isCut) return [];
  const tried = regions.map(({ region, condition }) => `${region} (${condition})`).join(', ');
  return [{ kind: 'alone', what: `It reaches neither the control store nor ${tried}.` }];
}
