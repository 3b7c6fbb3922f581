import type { Decision } from '@understudy/findings';

/** A decision as one sentence. */
export function describeDecision({ findings, wanted, blocks, acts }: Decision): string {
  const wrong = findings.map(({ code, subject }) => `${code} (${subject})`).join(', ');
  const found = findings.length === 0 ? 'Nothing is wrong' : `Found: ${wrong}`;
  if (wanted === undefined) return `${found}; no failover is wanted.`;
  const confirmed = wanted.confirmedBy === undefined ? '' : ` (alerts: ${wanted.confirmedBy.join(', ')})`;
  const to = `a failover to ${wanted.to} is wanted by ${wanted.agreeing.join(', ')}${confirmed}`;
  if (acts) return `${found}; ${to}, and nothing blocks it.`;
  const reasons = blocks.map(({ code, what }) => `${what} (${code})`);
  return `${found}; ${to}, blocked: ${reasons.join(' ')}`;
}
