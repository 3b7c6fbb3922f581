import type { Readiness } from '@understudy/findings';

/** A verdict as one sentence. */
export function describeReadiness({ verdict, items }: Readiness): string {
  if (verdict === 'passed') return 'A move of the writer, and the way back, would succeed.';
  const causes = items
    .filter((item) => item.verdict === verdict)
    .map(({ name, cause }) => `${cause} (${name})`);
  return verdict === 'unknown'
    ? `Whether a move would succeed is not known: ${causes.join(' ')}`
    : `A move would not succeed before a person acts: ${causes.join(' ')}`;
}
