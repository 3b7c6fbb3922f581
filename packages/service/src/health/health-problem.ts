import type { UnderstudyError } from '@understudy/core';

/** Something that keeps a daemon from its work, or will: what is wrong, where, and what a person does about it. */
export interface HealthProblem {
  /** A code of the catalogue. */
  readonly code: string;
  readonly problem: string;
  readonly remedy: string;
  /** The region that it is about, where it is about one. */
  readonly region?: string;
}

export function problemOfError(
  { code, what, remedy }: Pick<UnderstudyError, 'code' | 'what' | 'remedy'>,
  region?: string,
): HealthProblem {
  return { code, problem: what, remedy, ...(region !== undefined && { region }) };
}
