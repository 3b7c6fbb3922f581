import { causeChain, isUnderstudyError } from '@understudy/core';

/** Causes that say more than the code of the error that carries them. */
const CAUSES: Readonly<Record<string, string>> = {
  ResourceNotFoundException: 'not set up',
  CredentialsProviderError: 'no credentials',
  UnrecognizedClientException: 'credentials refused',
  InvalidSignatureException: 'credentials refused',
  ExpiredTokenException: 'credentials refused',
  AccessDeniedException: 'not allowed',
};

/** What an error says, on one line and without its remedy: the row of a table has space for no more. */
export function describeFailure(error: unknown): string {
  const causes = [...causeChain(error)].flatMap((cause): readonly unknown[] =>
    cause instanceof AggregateError ? cause.errors : [cause],
  );
  const known = causes.map((cause) => (cause instanceof Error ? CAUSES[cause.name] : undefined));
  const cause = known.find((text) => text !== undefined);
  if (cause !== undefined) return cause;
  if (isUnderstudyError(error)) return error.code;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replace(/\s+/g, ' ').trim();
}
