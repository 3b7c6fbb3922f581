import type { MovePreview } from '@understudy/moves';
import { parkedText } from './parked-text.ts';
import { durationText } from '../duration-text.ts';

/** What a move would meet: the lag of each link, how long writes wait, and every refusal with its remedy. */
export function renderPreview({ kind, from, to, lags, parked, waitMs, refusals }: MovePreview): string {
  const known = lags.map(({ lagMs }) => lagMs).filter((lagMs) => lagMs !== undefined);
  const unknown = lags.length - known.length;
  const lag = [
    ...(known.length > 0 ? [`at most ${durationText(Math.max(...known))} behind when last seen`] : []),
    ...(unknown > 0 ? [`${unknown} of ${lags.length} links do not report`] : []),
  ].join(', ');
  return [
    `${kind} from ${from} to ${to}`,
    `  replication: ${lag}`,
    ...parkedLines(parked),
    `  writes wait for about ${durationText(waitMs)}`,
    ...(refusals.length === 0 ? [] : ['Refused now:']),
    ...refusals.flatMap(({ code, what, remedy }) => [`  ${code}: ${what}`, `    ${remedy}`]),
  ].join('\n');
}

function parkedLines(parked: MovePreview['parked']): readonly string[] {
  const some = parked.filter((seen) => seen.parked !== 0);
  return some.length === 0 ? [] : [`  parked records: ${some.map(parkedText).join(', ')}`];
}
