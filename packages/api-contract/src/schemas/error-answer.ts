import * as z from 'zod';
import { Reason } from './finding-state.ts';
import { list } from './list.ts';
import { IntentState } from './intent-state.ts';
import { RouteState } from './route-state.ts';
import { Sentence } from './wall-time.ts';

/** The status of each error of the API. */
export const ERROR_STATUS = {
  UND_API_REQUEST_INVALID: 400,
  UND_API_KEY_MISSING: 400,
  UND_API_TOKEN_MISSING: 401,
  UND_API_TOKEN_WRONG: 401,
  UND_API_ROLE_TOO_LOW: 403,
  UND_API_CSRF_WRONG: 403,
  UND_API_NOT_FOUND: 404,
  UND_API_NO_LOCAL_CLOUD: 404,
  UND_API_ROUTE_CHANGED: 409,
  UND_API_INTENT_CHANGED: 409,
  UND_API_INTENT_NOT_PROPOSED: 409,
  UND_API_INTENT_EXPIRED: 409,
  UND_API_MOVE_ASKED_FOR: 409,
  UND_API_MOVE_POINTLESS: 409,
  UND_API_NO_LEADER: 409,
  UND_API_NOTHING_UNDER_WAY: 409,
  UND_API_NOTHING_TO_ACKNOWLEDGE: 409,
  UND_API_NOT_CONFIGURED: 409,
  UND_API_RECORD_NOT_DECIDED: 409,
  UND_API_LOCAL_CLOUD_REFUSED: 409,
  UND_API_BODY_TOO_LARGE: 413,
  UND_API_MEDIA_TYPE_REFUSED: 415,
  UND_API_KEY_REUSED: 422,
  UND_API_TOO_MANY_REQUESTS: 429,
  UND_API_BROKEN: 500,
  UND_API_OVERLOADED: 503,
  UND_API_NOT_READ: 503,
} as const;
export type ApiErrorCode = keyof typeof ERROR_STATUS;

const codes = Object.keys(ERROR_STATUS) as [ApiErrorCode, ...ApiErrorCode[]];

/** Why a request was refused: what happened, what to do, and what a page shows beside it. */
export const ErrorAnswer = z.object({
  error: z.object({
    code: z.enum(codes),
    what: Sentence,
    remedy: Sentence,
    /** Of an invalid request: each member that is wrong. */
    problems: list(z.object({ at: z.string(), what: Sentence })).optional(),
    /** Every reason, where there are several. */
    reasons: list(Reason).optional(),
    /** The route as it is now, where the request was decided on another revision. */
    route: RouteState.optional(),
    /** The intent as it is now, where another one was first. */
    intent: IntentState.optional(),
  }),
});
export type ErrorAnswer = z.infer<typeof ErrorAnswer>;
