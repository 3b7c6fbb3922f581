import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

/** What each code of this package means, and what to do; `npm run generate -- error` adds to it. */
export const MONITORING_ERRORS = {
  UND_MONITORING_TARGET_INVALID: {
    exit: 'usage',
    meaning: 'A target is not written as NAME=HOST:PORT.',
    remedy:
      'Write it as --scrape gateway-1=10.0.0.5:8000: a name of letters, digits, dots and dashes, and an address.',
  },
  UND_MONITORING_TARGETS_MISSING: {
    exit: 'usage',
    meaning: 'Prometheus would scrape nothing: the topology lists no programs, and no option names any.',
    remedy:
      'Name each program with --scrape NAME=HOST:PORT, or list them under `orchestrator.programs` in the topology.',
  },
  UND_MONITORING_URL_INVALID: {
    exit: 'usage',
    meaning:
      'An option is no URL of http or https, or its URL holds a password, which would be written to a file.',
    remedy: 'Give an address such as http://127.0.0.1:8080/alerts, without a user and password.',
  },
  UND_MONITORING_TOKEN_FILE_MISSING: {
    exit: 'usage',
    meaning:
      'Orchestrators have the token of alerts in an environment variable, and Alertmanager reads its own from a file that no option names.',
    remedy: "Name the file on Alertmanager's machine with --token-file FILE.",
  },
  UND_MONITORING_FILE_DIFFERS: {
    exit: 'refused',
    meaning: 'Files that would be written exist with other content. Nothing was written.',
    remedy: 'Compare them with a new folder (--out DIR), or replace them with --force.',
  },
  UND_MONITORING_FILE_UNWRITABLE: {
    exit: 'usage',
    meaning: 'A file or its folder could not be read or written.',
    remedy: 'Check the path of --out, and that this user may write there.',
  },
} as const satisfies ErrorCatalogue;

export type MonitoringErrorCode = keyof typeof MONITORING_ERRORS;

export class MonitoringError extends UnderstudyError<MonitoringErrorCode> {
  constructor(code: MonitoringErrorCode, facts: ErrorFacts) {
    super(code, MONITORING_ERRORS[code], facts);
  }
}
