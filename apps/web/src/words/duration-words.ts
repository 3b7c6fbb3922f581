const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A duration as a person reads it: `14 ms`, `0.8 s`, `41.2 s`, `4 min 10 s`, `7 h 19 min`, `6 days`. Never finer than two units, with no
 * break between a figure and its unit.
 */
export function durationWords(ms: number): string {
  const sign = ms < 0 ? '−' : '';
  const size = Math.abs(ms);
  return `${sign}${wordsOf(size)}`.replaceAll(' ', '\u00a0');
}

function wordsOf(ms: number): string {
  if (ms < 100) return `${Math.round(ms)} ms`;
  if (ms < 99_950) return `${trimmed(ms / SECOND)} s`;
  if (ms < HOUR - SECOND / 2) return pair(ms, MINUTE, 'min', SECOND, 's');
  if (ms < 2 * DAY) return pair(ms, HOUR, 'h', MINUTE, 'min');
  return `${Math.round(ms / DAY)} days`;
}

/** 0.8, 41.2, 30: one decimal where it says something. */
function trimmed(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}

function pair(ms: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const smalls = Math.round(ms / small);
  const whole = Math.floor((smalls * small) / large);
  const rest = smalls - (whole * large) / small;
  return rest === 0 ? `${whole} ${largeUnit}` : `${whole} ${largeUnit} ${rest} ${smallUnit}`;
}
