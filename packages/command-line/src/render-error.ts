import { causeChain, EXIT_CODES, type UnderstudyError } from '@understudy/core';

export interface RenderErrorOptions {
  /** As one line of JSON instead of text. */
  readonly json: boolean;
  /** With the stack and every cause. */
  readonly debug: boolean;
  readonly color: boolean;
}

/** Where a code is explained. */
export function pageOf(code: string): string {
  return `docs/reference/errors.md#${code.toLowerCase()}`;
}

/** An error for stderr: its code, what happened, what to do and the page; the stack only where `debug` asks for it. */
export function renderError(error: UnderstudyError, { json, debug, color }: RenderErrorOptions): string {
  const { code, what, remedy, exit, details } = error;
  const page = pageOf(code);
  const stacks = debug
    ? [...causeChain(error)].map((cause) =>
        cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
      )
    : [];
  if (json) {
    const facts = { code, what, remedy, page, exit: EXIT_CODES[exit], details, ...(debug ? { stacks } : {}) };
    return `${JSON.stringify({ error: facts })}\n`;
  }
  const title = color ? `\u001b[31m${code}\u001b[39m` : code;
  const lines = [`${title}: ${what.trimEnd()}`, `  What to do: ${remedy}`, `  More: ${page}`, ...stacks];
  return `${lines.join('\n')}\n`;
}
