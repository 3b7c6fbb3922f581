const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAY_MS = 86_400_000;

/** `14:31:02`, in UTC as every time of the console. */
export function clockWords(atMs: number): string {
  return new Date(atMs).toISOString().slice(11, 19);
}

/** `3 October`, with the year where it is not that of `nowMs`. */
export function dayWords(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  const day = `${at.getUTCDate()}\u00a0${MONTHS[at.getUTCMonth()] ?? ''}`;
  return at.getUTCFullYear() === new Date(nowMs).getUTCFullYear()
    ? day
    : `${day}\u00a0${at.getUTCFullYear()}`;
}

/** The hour of today, the day and hour of any other day. */
export function momentWords(atMs: number, nowMs: number): string {
  const sameDay = Math.floor(atMs / DAY_MS) === Math.floor(nowMs / DAY_MS);
  return sameDay ? clockWords(atMs) : `${dayWords(atMs, nowMs)} ${clockWords(atMs).slice(0, 5)}`;
}

/** The shortest that says when: `14:28` today, `3 Oct` on any other day. */
export function eventTimeWords(atMs: number, nowMs: number): string {
  if (Math.floor(atMs / DAY_MS) === Math.floor(nowMs / DAY_MS)) return clockWords(atMs).slice(0, 5);
  const at = new Date(atMs);
  return `${at.getUTCDate()}\u00a0${(MONTHS[at.getUTCMonth()] ?? '').slice(0, 3)}`;
}
