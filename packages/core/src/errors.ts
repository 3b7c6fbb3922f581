import type { ExitName } from './exit-codes.ts';

/** One code: what it means, what a person should do, and how a command ends that fails by it. */
export interface ErrorCatalogueEntry {
  readonly meaning: string;
  readonly remedy: string;
  /** A name of `EXIT_CODES`; `unexpected` unless given. */
  readonly exit?: ExitName;
}

/** The codes of a package; the table in docs/reference/errors.md is generated from these. */
export type ErrorCatalogue = Readonly<Record<`UND_${string}`, ErrorCatalogueEntry>>;

export interface ErrorFacts {
  /** What happened, with the values that matter and no secret among them. */
  readonly what: string;
  /** Facts for machines. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * Base of every error of ours: `UND_<PACKAGE>_<REASON>`, what happened, what to do.
 * Each package has one subclass, bound to its catalogue.
 */
export abstract class UnderstudyError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly remedy: string;
  /** How a command ends that fails by this error. */
  readonly exit: ExitName;
  /** What happened, without code and remedy. */
  readonly what: string;
  readonly details: Readonly<Record<string, unknown>>;

  /** @param entry the code's entry in the package's catalogue */
  protected constructor(
    code: Code,
    { remedy, exit = 'unexpected' }: Pick<ErrorCatalogueEntry, 'remedy' | 'exit'>,
    { what, details = {}, cause }: ErrorFacts,
  ) {
    super(`${code}: ${what} ${remedy}`, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.what = what;
    this.remedy = remedy;
    this.exit = exit;
    this.details = details;
  }
}

/** Whether `error` is one of ours, of that code where one is given. */
export function isUnderstudyError(error: unknown, code?: string): error is UnderstudyError {
  return error instanceof UnderstudyError && (code === undefined || error.code === code);
}
