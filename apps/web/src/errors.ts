import type { ErrorCatalogue } from '@understudy/core';

/** What each code of this package means, and what to do; `npm run generate -- error` adds to it. */
export const WEB_ERRORS = {
  UND_WEB_API_SILENT: {
    meaning: 'The console gets no answer from the API, so whether the request arrived is not known.',
    remedy:
      'Try again: the same request is carried out once. Where the API stays silent, open the console on another machine, or use the command line.',
  },
  UND_WEB_ANSWER_UNREADABLE: {
    meaning: 'Something other than the API of Understudy answered the console, a proxy for example.',
    remedy: 'Look at what is between the browser and the API, and open the console on the API itself.',
  },
} as const satisfies ErrorCatalogue;

export type WebErrorCode = keyof typeof WEB_ERRORS;
