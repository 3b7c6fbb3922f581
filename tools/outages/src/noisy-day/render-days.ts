import { DAY_MS, type PlayedDays } from './play-days.ts';

const HOUR_MS = 3_600_000;

/** What noisy days came to, as lines of text. */
export function renderDays({ days, noises, playedMs, acknowledged, longestMs, wrong }: PlayedDays): string {
  const count = (value: number) => Math.round(value).toLocaleString('en-GB');
  const moves = wrong.filter((what) => what.includes(': a move: ')).length;
  const skipped = (1 - playedMs / (days * DAY_MS)) * 100;
  return [
    `days of 24 hours: ${count(days)}, with ${count(noises)} spikes, pauses, and hours without the control store`,
    `virtual hours played: ${count(playedMs / HOUR_MS)}; the other ${skipped.toFixed(1)} % is idle time in which everything repeats itself`,
    `moves: ${count(moves)}`,
    `writes: ${count(acknowledged)} acknowledged, ${count(wrong.length - moves)} failed, the longest took ${count(longestMs)} ms`,
    ...wrong,
    '',
  ].join('\n');
}
