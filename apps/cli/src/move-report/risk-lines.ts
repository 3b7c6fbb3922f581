import { describeAcceptedLoss } from '@understudy/findings';
import { mayBeMissingMs } from '@understudy/moves';
import { durationText } from '../duration-text.ts';
import { parkedText } from '../moves/parked-text.ts';
import type { MoveAccount } from './move-account.ts';

/** What a move put at risk, and what has become of it, one sentence each. */
export function riskLines({
  report,
  atRisk: { undrained, parked },
  request: { acceptedLoss },
  now: { accounted, ledger, deadLetters },
}: MoveAccount): readonly string[] {
  if (report.outcome !== 'promoted') return ['Nothing: the writer stayed.'];
  const { from, to } = report;
  const behind = undrained.map((lag) => {
    const ms = mayBeMissingMs(lag, -Infinity) ?? lag.lagMs;
    return `${lag.link.table} (${ms === undefined ? 'an unknown time' : durationText(ms)})`;
  });
  return [
    undrained.length === 0
      ? `Nothing of ${from} was missing in ${to} at the promotion.`
      : `At the promotion ${to} could lack the last writes of ${from} to ${behind.join(', ')}.`,
    ...(parked.length === 0 ? [] : [`Dead letters then: ${parked.map(parkedText).join(', ')}.`]),
    ...(acceptedLoss === undefined ? [] : [`Accepted: the loss of ${describeAcceptedLoss(acceptedLoss)}.`]),
    accounted === undefined
      ? `Now: it is not known whether every write of ${from} is accounted for.`
      : accounted
        ? `Now: every write that ${from} had acknowledged is accounted for.`
        : `Now: writes of ${from} are not all accounted for yet.`,
    ledger === undefined
      ? 'Writes that lost since then: not known.'
      : `Writes that lost since then: ${String(ledger.open)} open, ${String(ledger.merged)} merged, ${String(ledger.closed)} closed otherwise${ledger.more ? ', and more' : ''}.`,
    `Open dead letters now: ${deadLetters === undefined ? 'not known' : String(deadLetters)}.`,
  ];
}
