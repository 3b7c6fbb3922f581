import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

/** What each code of this package means, and what to do; `npm run generate -- error` adds to it. */
export const DRILL_RUNNER_ERRORS = {
  UND_DRILL_RUNNER_ORCHESTRATOR_MISSING: {
    meaning:
      'An event of a timeline is about an orchestrator of a part that none has now, such as the leader.',
    remedy: 'Read what the orchestrators wrote into the audit before that; change the time of the event.',
  },
  UND_DRILL_RUNNER_RESEED_FAILED: {
    meaning: 'The clean-up of a drill could not copy a table again whose stream had been off.',
    remedy: 'Read the last lines of `understudy backfill` in the message.',
  },
} as const satisfies ErrorCatalogue;

export type DrillRunnerErrorCode = keyof typeof DRILL_RUNNER_ERRORS;

export class DrillRunnerError extends UnderstudyError<DrillRunnerErrorCode> {
  constructor(code: DrillRunnerErrorCode, facts: ErrorFacts) {
    super(code, DRILL_RUNNER_ERRORS[code], facts);
  }
}
