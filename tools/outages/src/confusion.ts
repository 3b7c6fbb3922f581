import type { JudgedFailovers } from '@understudy/orchestrator/testing';

/** What one policy came to over many series of outages. */
export interface Confusion {
  readonly policy: string;
  /** How often a failover was needed and possible for long enough, and how many of them came. */
  readonly needed: number;
  readonly made: number;
  readonly missed: number;
  /** Failovers from a region that was up. */
  readonly falsely: number;
}

/** @param judged by one policy */
export function confusionOf(
  policy: string,
  judged: Pick<JudgedFailovers, 'needed' | 'missed' | 'falsely'>,
): Confusion {
  const missed = judged.missed.length;
  return {
    policy,
    needed: judged.needed,
    made: judged.needed - missed,
    missed,
    falsely: judged.falsely.length,
  };
}

/** The sums, policy by policy. */
export function addConfusions(one: readonly Confusion[], other: readonly Confusion[]): readonly Confusion[] {
  const policies = [...new Set([...one, ...other].map(({ policy }) => policy))];
  return policies.map((policy) =>
    [...one, ...other]
      .filter((each) => each.policy === policy)
      .reduce((sum, each) => ({
        policy,
        needed: sum.needed + each.needed,
        made: sum.made + each.made,
        missed: sum.missed + each.missed,
        falsely: sum.falsely + each.falsely,
      })),
  );
}
