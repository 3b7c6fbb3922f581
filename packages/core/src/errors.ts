/** What each code of a package means, and what a person should do; the table in docs/errors.md is made of these. */
export type ErrorCatalogue = Readonly<
  Record<`UND_${string}`, { readonly meaning: string; readonly remedy: string }>
>;

export interface ErrorFacts {
  /** What happened, with the values that matter and no secret among them. */
  readonly what: string;
  /** Facts for machines. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * Base of every error of ours: `UND_<PACKAGE>_<REASON>`, what happened, what to do.
 * Each package has one subclass of its own, bound to its catalogue.
 */
export abstract class UnderstudyError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly remedy: string;
  readonly details: Readonly<Record<string, unknown>>;

  protected constructor(code: Code, remedy: string, { what, details = {}, cause }: ErrorFacts) {
    super(`${code}: ${what} ${remedy}`, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.remedy = remedy;
    this.details = details;
  }
}

/** Whether `error` is one of ours, of that code where one is given. */
export function isUnderstudyError(error: unknown, code?: string): error is UnderstudyError {
  return error instanceof UnderstudyError && (code === undefined || error.code === code);
}
