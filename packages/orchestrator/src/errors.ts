import type { ErrorCatalogue } from '@understudy/core';

/** What each code of this package means, and what to do; `npm run generate -- error` adds to it. */
export const ORCHESTRATOR_ERRORS = {} as const satisfies ErrorCatalogue;
