import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const SIMULATION_ERRORS = {
  UND_SIMULATION_OPTION_UNKNOWN: {
    exit: 'usage',
    meaning: 'The simulation was started with an option, or a word, that it does not have.',
    remedy: 'See `npm run sim -- --help`; options stand after `--`.',
  },
  UND_SIMULATION_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'An option of the simulation has a value that it cannot work with.',
    remedy: 'Give it a value as named here; `npm run sim -- --help` lists every option.',
  },
  UND_SIMULATION_MUTATION_STALE: {
    meaning: 'A fault can no longer be planted: the code that it changes has changed itself.',
    remedy: 'Give the mutation in tools/simulation/src/mutations.ts the present text.',
  },
  UND_SIMULATION_PROCESS_FAILED: {
    meaning: 'A process that plays histories ended before it was done.',
    remedy: 'Look at its last lines; play the seeds it was at one by one with `--seed`.',
  },
} as const satisfies ErrorCatalogue;

export type SimulationErrorCode = keyof typeof SIMULATION_ERRORS;

export class SimulationError extends UnderstudyError<SimulationErrorCode> {
  constructor(code: SimulationErrorCode, facts: ErrorFacts) {
    super(code, SIMULATION_ERRORS[code], facts);
  }
}
