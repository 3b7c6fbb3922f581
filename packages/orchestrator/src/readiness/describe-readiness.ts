import type { Readiness } from '@understudy/findings';

/** A verdict as a sentence or two: of each topic one cause, and how many more there are. */
export function describeReadiness({ verdict, items }: Readiness): string {
  if (verdict === 'passed') return 'A move of the writer, and the way back, would succeed.';
  const asked = items.filter((item) => item.verdict === verdict);
  const causes = [...new Set(asked.map(({ name }) => name))].map((topic) => {
    const [first, ...more] = asked.filter(({ name }) => name === topic);
    const rest = more.length === 0 ? '' : `, and ${String(more.length)} more`;
    return `${first?.cause ?? ''} (${topic}${rest})`;
  });
  return verdict === 'unknown'
    ? `Whether a move would succeed is not known: ${causes.join(' ')}`
    : `A move would not succeed before a person acts: ${causes.join(' ')}`;
}
