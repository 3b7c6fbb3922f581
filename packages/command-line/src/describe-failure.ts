import { EXIT_CODES } from '@understudy/core';
import { codeTrouble } from './code-trouble.ts';
import { renderError } from './render-error.ts';
import { wantsDebug } from './wants-debug.ts';

/** How a program ends that failed. */
export interface Failure {
  /** For stderr: code, what happened, what to do. */
  readonly text: string;
  /** The exit code. */
  readonly exit: number;
}

/**
 * What a program outside `understudy` writes of an error, and its exit code. Every error has a code; a stack is
 * shown only with UNDERSTUDY_DEBUG in the environment.
 */
export function describeFailure(error: unknown, env: Readonly<Record<string, string | undefined>>): Failure {
  const coded = codeTrouble(error);
  const debug = wantsDebug([], env);
  return { text: renderError(coded, { json: false, debug, color: false }), exit: EXIT_CODES[coded.exit] };
}
