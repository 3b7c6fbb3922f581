import type { AuditEntry } from '@understudy/findings';
import { decisionOf } from './decision-of.ts';
import { momentsOf } from './moments-of.ts';
import type { MoveAccount, RiskNow } from './move-account.ts';
import type { MoveRecord } from './move-record.ts';
import { requestOf } from './request-of.ts';
import { stepsOf } from './steps-of.ts';

export interface AccountFacts {
  readonly service: string;
  /** Wall time in ms. */
  readonly atMs: number;
  readonly record: MoveRecord;
  /** The audit around the move, oldest first. */
  readonly entries: readonly AuditEntry[];
  readonly now: RiskNow;
  readonly unknown: readonly string[];
}

/** Puts together what is known of one move. Pure. */
export function accountOf({ service, atMs, record, entries, now, unknown }: AccountFacts): MoveAccount {
  const { report, by, endedMs } = record;
  const decisions = entries.flatMap((entry) => decisionOf(entry) ?? []);
  const decided = decisions.findLast(
    ({ atMs: at, decision }) => at <= endedMs && decision.wanted?.to === report.to,
  );
  const moments = momentsOf(record, entries, decisions);
  const verdict = moments.find(({ name }) => name === 'verified' || name === 'not-verified');
  const request = requestOf(record, entries, decided?.decision.wanted);
  return {
    service,
    atMs,
    report,
    drivenBy: by,
    request,
    evidence: request.automatic
      ? (decided?.decision.findings ?? [])
          .filter(({ subject }) => subject === report.from)
          .flatMap(({ evidence }) => evidence)
      : [],
    moments,
    steps: stepsOf(report.steps),
    ...(verdict && { verified: verdict.name === 'verified' }),
    atRisk: { undrained: report.undrained, parked: report.parked },
    now,
    unknown,
  };
}
