import { causeChain, isUnderstudyError } from '@understudy/core';
import { redactText } from './redact-text.ts';

/** The most causes that are shown beneath an error. */
const MOST_CAUSES = 8;

interface DescribedCause {
  readonly name: string;
  readonly code?: string;
  readonly message: string;
}

/** An error as a log line shows it: no field of the error object besides these, since SDKs keep whole requests in theirs. */
export interface DescribedError extends DescribedCause {
  readonly remedy?: string;
  /** From the outermost to the innermost. */
  readonly causes?: readonly DescribedCause[];
  /** Only of errors that have no code of ours: those are bugs, or come from elsewhere. */
  readonly stack?: string;
}

/** An error, anything thrown for that matter, as plain data without secrets. */
export function describeError(error: unknown): DescribedError {
  const [first, ...causes] = [...causeChain(error)].slice(0, MOST_CAUSES + 1);
  const isOurs = isUnderstudyError(error);
  const stack = error instanceof Error && !isOurs ? error.stack : undefined;
  return {
    ...describe(first),
    ...(isOurs ? { remedy: error.remedy } : {}),
    ...(causes.length > 0 ? { causes: causes.map(describe) } : {}),
    ...(stack === undefined ? {} : { stack: redactText(stack) }),
  };
}

function describe(error: unknown): DescribedCause {
  if (!(error instanceof Error)) return { name: typeof error, message: redactText(String(error)) };
  const { code } = error as { readonly code?: unknown };
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: redactText(error.message),
  };
}
