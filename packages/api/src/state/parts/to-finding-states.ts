import type { DecisionState, FindingState } from '@understudy/api-contract';
import { BLOCKS, FINDINGS, type WatchedDecision } from '@understudy/findings';

/** What the leader found last, the most pressing first, each with what it means. */
export function toFindingStates({ decision, findingsSinceMs }: WatchedDecision): readonly FindingState[] {
  return decision.findings.flatMap(({ code, subject, evidence }) => {
    // A leader of a later version may find what this one does not know.
    const spec = Object.hasOwn(FINDINGS, code) ? FINDINGS[code] : undefined;
    const sinceMs = findingsSinceMs[`${code} ${subject}`];
    return {
      code,
      subject,
      severity: spec?.severity ?? 'ticket',
      title: spec?.title ?? code,
      meaning: spec?.meaning ?? 'This version of the API does not know it.',
      action: spec?.action ?? 'Look at the leading orchestrator.',
      firstCommand: spec?.firstCommand ?? 'understudy plan',
      ...(sinceMs !== undefined && { sinceMs }),
      evidence,
    };
  });
}

/** Whether a failover is wanted, and everything that blocks it. */
export function toDecisionState(by: string, watched: WatchedDecision): DecisionState {
  const { decision, atMs, wantedSinceMs, blockedSinceMs } = watched;
  const { wanted, blocks, acts } = decision;
  return {
    by,
    atMs,
    acts,
    ...(wanted !== undefined && {
      wanted: { ...wanted, ...(wantedSinceMs !== undefined && { sinceMs: wantedSinceMs }) },
    }),
    blocks: blocks.map(({ code, what }) => {
      const sinceMs = blockedSinceMs[code];
      const remedy = Object.hasOwn(BLOCKS, code) ? BLOCKS[code] : undefined;
      return {
        code,
        what,
        ...(remedy !== undefined && { remedy }),
        ...(sinceMs !== undefined && { sinceMs }),
      };
    }),
  };
}
