import { isUnderstudyError } from '@understudy/core';

/** The exit code of a worker that ended by `error`: 2 where command line or topology are wrong, else 1. */
export function chooseExit(error: unknown): number {
  const isInput =
    isUnderstudyError(error, 'UND_REPLICATOR_CONFIG_INVALID') ||
    isUnderstudyError(error, 'UND_TOPOLOGY_INVALID');
  return isInput ? 2 : 1;
}
