import { causeChain } from '@understudy/core';

/** Whether a region answered that it has no table of that name. */
export function isMissingTable(error: unknown): boolean {
  return [...causeChain(error)].some(
    (cause) => cause instanceof Error && cause.name === 'ResourceNotFoundException',
  );
}
