/**
 * How many cases a test draws: `everyRun` in `npm test`, `whole` where UNDERSTUDY_ACCEPT is `true`, as `npm run accept` sets it.
 * UNDERSTUDY_RUNS, a whole number, overrules both.
 */
export function propertyRuns(everyRun: number, whole: number): number {
  const asked = Number(process.env['UNDERSTUDY_RUNS'] ?? '');
  if (Number.isInteger(asked) && asked > 0) return asked;
  return process.env['UNDERSTUDY_ACCEPT'] === 'true' ? whole : everyRun;
}
