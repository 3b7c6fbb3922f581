import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const SIMULATOR_ERRORS = {
  UND_SIMULATOR_OPERATION_UNSUPPORTED: {
    meaning: 'The in-memory DynamoDB was sent a command it does not know.',
    remedy:
      'Keep to the operations its README lists, or add this one to the engine together with its contract.',
  },
  UND_SIMULATOR_PARAMETER_UNSUPPORTED: {
    meaning: 'The in-memory DynamoDB was sent a parameter it would have had to ignore.',
    remedy: 'Use expressions instead of legacy parameters; secondary indexes are not simulated.',
  },
  UND_SIMULATOR_STREAM_MISSING: {
    meaning: 'The in-memory DynamoDB does not have that stream or shard.',
    remedy: 'Enable the table’s stream first, and name one of its open shards.',
  },
} as const satisfies ErrorCatalogue;

export type SimulatorErrorCode = keyof typeof SIMULATOR_ERRORS;

/** An error of the simulator itself: never one that DynamoDB would have answered. */
export class SimulatorError extends UnderstudyError<SimulatorErrorCode> {
  constructor(code: SimulatorErrorCode, facts: ErrorFacts) {
    super(code, SIMULATOR_ERRORS[code], facts);
  }
}
