import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const SCENARIO_ERRORS = {
  UND_SCENARIO_LOAD_FAILED: {
    meaning: 'The local cloud rejected part of the data set.',
    remedy: 'Look at the cause: usually a DynamoDB Local ran out of memory or disk. Try fewer `--items`.',
  },
  UND_SCENARIO_STEP_TIMED_OUT: {
    meaning: 'A step of a scenario did not finish within its time limit.',
    remedy:
      'On a busy machine, try a lower `--rate` or fewer `--items`; if it happens again, it is a bug: keep the journal and report it.',
  },
  UND_SCENARIO_MOVE_FAILED: {
    exit: 'refused',
    meaning: 'A move of the writer did not promote the other region.',
    remedy: 'The reason in the message has a code in docs/reference/errors.md, with what to do.',
  },
  UND_SCENARIO_SERVERS_FAILED: {
    meaning: 'The servers of the shop, or HAProxy in front of them, did not start or stopped by themselves.',
    remedy:
      'The message ends with their last lines. `npm start -- --data-only` runs the drill without servers.',
  },
  UND_SCENARIO_PYTHON_FAILED: {
    meaning: 'The boto3 application ended by itself, or no Python with boto3 is installed.',
    remedy: '`npm run setup` installs it as root; else `apt-get install python3-boto3`.',
  },
} as const satisfies ErrorCatalogue;

export type ScenarioErrorCode = keyof typeof SCENARIO_ERRORS;

export class ScenarioError extends UnderstudyError<ScenarioErrorCode> {
  constructor(code: ScenarioErrorCode, facts: ErrorFacts) {
    super(code, SCENARIO_ERRORS[code], facts);
  }
}
