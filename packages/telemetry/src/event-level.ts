export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Event names are `<subject>.<past participle>`; the end says how grave it is. */
const BY_ENDING: readonly (readonly [LogLevel, RegExp])[] = [
  ['error', /[._](blocked|broken|corrupt|failed|gap_found|hindered)$/],
  [
    'warn',
    /[._](aborted|ambiguous|decreased|differed|expired|landed_late|lost|narrowed|near|parked|reduced|refused|rejected|retried|timed_out|unreadable)$/,
  ],
];

/** The level of an event by its name: `info` unless its ending says trouble. */
export function eventLevel(name: string): LogLevel {
  return BY_ENDING.find(([, ending]) => ending.test(name))?.[0] ?? 'info';
}
