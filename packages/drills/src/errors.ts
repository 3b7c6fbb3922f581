import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

/** What each code of this package means, and what to do; `npm run generate -- error` adds to it. */
export const DRILLS_ERRORS = {
  UND_DRILLS_SCENARIO_UNKNOWN: {
    exit: 'notFound',
    meaning: 'No scenario has that name.',
    remedy: 'Use a name that `understudy drill list` shows, or the path of a scenario.yaml.',
  },
  UND_DRILLS_SCENARIO_INVALID: {
    exit: 'usage',
    meaning: 'A scenario.yaml has problems; the message lists each with its place. Nothing was started.',
    remedy: 'Correct every place that is listed; `docs/operate/drills.md` has the keys.',
  },
  UND_DRILLS_SCENARIO_UNREADABLE: {
    exit: 'usage',
    meaning: 'A scenario.yaml could not be read.',
    remedy: 'Check the path, and that this user may read it.',
  },
  UND_DRILLS_LOCAL_CLOUD_MISSING: {
    exit: 'refused',
    meaning:
      'Drills run on the local cloud, which is in a checkout of the repository and not in the published packages. Nothing was started.',
    remedy: 'Run `npx understudy drill run NAME` in a checkout of the repository, after `npm ci`.',
  },
  UND_DRILLS_REPORT_UNWRITABLE: {
    exit: 'usage',
    meaning: 'The folder of the report, or a file in it, could not be written.',
    remedy: 'Give --report a folder that exists or can be made, and that this user may write to.',
  },
} as const satisfies ErrorCatalogue;

export type DrillsErrorCode = keyof typeof DRILLS_ERRORS;

export class DrillsError extends UnderstudyError<DrillsErrorCode> {
  constructor(code: DrillsErrorCode, facts: ErrorFacts) {
    super(code, DRILLS_ERRORS[code], facts);
  }
}
