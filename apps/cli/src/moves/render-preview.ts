import type { MovePreview } from '@understudy/moves';
import { durationText } from '../duration-text.ts';

/** What a move would meet: the lag of each link, how long writes wait, and every refusal with its remedy. */
export function renderPreview({ kind, from, to, lags, waitMs, refusals }: MovePreview): string {
  const known = lags.map(({ lagMs }) => lagMs).filter((lagMs) => lagMs !== undefined);
  const unknown = lags.length - known.length;
  const lag = [
    ...(known.length > 0 ? [`at most ${durationText(Math.max(...known))} behind when last seen`] : []),
    ...(unknown > 0 ? [`${unknown} of ${lags.length} links do not report`] : []),
  ].join(', ');
  return [
    `${kind} from ${from} to ${to}`,
    `  replication: ${lag}`,
    `  writes wait for about ${durationText(waitMs)}`,
    ...(refusals.length === 0 ? [] : ['Refused now:']),
    ...refusals.flatMap(({ code, what, remedy }) => [`  ${code}: ${what}`, `    ${remedy}`]),
  ].join('\n');
}
