import type { NoAnswer } from './types.ts';

const MISSING = new Set(['CredentialsProviderError', 'TokenProviderError']);
const REFUSED = new Set([
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'IncompleteSignatureException',
  'ExpiredTokenException',
  'MissingAuthenticationTokenException',
  'AccessDeniedException',
]);

/** Why a request had no answer that tells anything of the region, in one sentence. */
export function describeNoAnswer(error: unknown, endpoint: string): NoAnswer {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  const said = sayOnce(error, message);
  if (MISSING.has(name)) return { reason: 'credentials', what: `There are no AWS credentials: ${said}` };
  if (REFUSED.has(name)) return { reason: 'refused', what: `AWS refused the credentials (${name}): ${said}` };
  return { reason: 'unreachable', what: `${endpoint} did not answer: ${said}` };
}

/** On one line, with a full stop. A host of several addresses fails with one error for each and no text. */
function sayOnce(error: unknown, message: string): string {
  const parts: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  const texts = [message, ...parts.map((part) => (part instanceof Error ? part.message : String(part)))];
  const { code } = error as { readonly code?: unknown };
  const text = texts.find((each) => each.trim() !== '') ?? (typeof code === 'string' ? code : 'no reason given');
  return `${text.replace(/\s+/g, ' ').trim().replace(/\.$/, '')}.`;
}
