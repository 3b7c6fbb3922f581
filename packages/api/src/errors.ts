import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

/** What each code of this package means, and what to do; `npm run generate -- error` adds to it. */
export const API_ERRORS = {
  UND_API_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'An option of the API is missing or invalid.',
    remedy: 'Give it as named here; `understudy api run --help` lists every option.',
  },
  UND_API_EXPOSED: {
    exit: 'usage',
    meaning: 'The API cannot listen without TLS on an address that other machines can reach.',
    remedy:
      'Omit --host to listen on loopback, or set --tls-cert and --tls-key: tokens must not be sent in the clear.',
  },
  UND_API_TLS_INVALID: {
    exit: 'usage',
    meaning: 'The certificate or its private key is invalid.',
    remedy:
      'Set --tls-cert and --tls-key to a certificate chain and its private key in PEM that the API can read.',
  },
  UND_API_TOKENS_INVALID: {
    exit: 'usage',
    meaning: 'The file of tokens is unreadable, damaged, or readable by other users.',
    remedy:
      'Make it readable to the user of the API alone (mode 0600), or move it away and create tokens again with `understudy token create`.',
  },
  UND_API_TOKENS_NOT_WRITTEN: {
    meaning: 'The file of tokens could not be written. The tokens are as they were.',
    remedy: 'Check that its folder exists and may be written to, then repeat the command.',
  },
  UND_API_TOKEN_NAME_TAKEN: {
    exit: 'refused',
    meaning: 'There is a token of this name.',
    remedy: 'Choose another name, or revoke that one first with `understudy token revoke`.',
  },
  UND_API_TOKEN_UNKNOWN: {
    exit: 'notFound',
    meaning: 'There is no token of this name or id.',
    remedy: 'Copy the name or the id as `understudy token list` shows it.',
  },
  UND_API_REQUEST_INVALID: {
    exit: 'usage',
    meaning: 'A parameter or the body of a request is not as the document says.',
    remedy: 'Correct what `problems` names; GET /api/v1/openapi.json has the schema.',
  },
  UND_API_KEY_MISSING: {
    exit: 'usage',
    meaning: 'An order came without an Idempotency-Key, so that it could not be repeated safely.',
    remedy: 'Send the header Idempotency-Key: 8 to 128 letters, digits, `-` and `_`, drawn for each order.',
  },
  UND_API_KEY_REUSED: {
    exit: 'usage',
    meaning: 'The Idempotency-Key belongs to another order. Nothing was done.',
    remedy: 'Draw a new key for each order; send the same one only to repeat the same order.',
  },
  UND_API_TOKEN_MISSING: {
    exit: 'notAuthenticated',
    meaning: 'The request has neither a bearer token nor a session.',
    remedy: 'Send `Authorization: Bearer TOKEN`, or log in; `understudy token create` makes a token.',
  },
  UND_API_TOKEN_WRONG: {
    exit: 'notAuthenticated',
    meaning: 'The token or the session is unknown, revoked or over.',
    remedy: 'Log in again, or ask for a token; `understudy token list` shows which there are.',
  },
  UND_API_ROLE_TOO_LOW: {
    exit: 'notAllowed',
    meaning: 'The role of the token does not allow it. Nothing was done.',
    remedy: 'Use a token of the role that the message names.',
  },
  UND_API_CSRF_WRONG: {
    exit: 'notAllowed',
    meaning: 'A request with a session cookie that changes something lacks the value that the session gave.',
    remedy: 'Send the header x-understudy-csrf with `csrf` of GET /api/v1/session.',
  },
  UND_API_NOT_FOUND: {
    exit: 'notFound',
    meaning: 'There is nothing of that name.',
    remedy: 'Copy the name as the lists show it; GET /docs has every path.',
  },
  UND_API_ROUTE_CHANGED: {
    exit: 'refused',
    meaning: 'The route has changed since the order was decided. Nothing was done.',
    remedy: 'Look at `route`, which is the present one, and decide again.',
  },
  UND_API_INTENT_CHANGED: {
    exit: 'refused',
    meaning: 'Another person or process changed the intent first.',
    remedy: 'Look at `intent`, which is the present one, and decide again.',
  },
  UND_API_INTENT_NOT_PROPOSED: {
    exit: 'refused',
    meaning: 'The intent waits for no answer.',
    remedy: 'Look at `intent`: it was answered, or has ended.',
  },
  UND_API_INTENT_EXPIRED: {
    exit: 'refused',
    meaning: 'The time in which the intent waited for an answer is over.',
    remedy: 'Wait for the next proposal, or order the move yourself.',
  },
  UND_API_MOVE_ASKED_FOR: {
    exit: 'refused',
    meaning: 'A move was asked for before, and is not over.',
    remedy: 'Follow `intent`, which is that order, or abort the move.',
  },
  UND_API_MOVE_POINTLESS: {
    exit: 'refused',
    meaning:
      'The route has something against the move: the region is the writer already, or a move is under way.',
    remedy: 'Look at the route. A move that is under way ends first, or is aborted.',
  },
  UND_API_NO_LEADER: {
    exit: 'refused',
    meaning: 'No orchestrator leads, so that an order would be carried out by none. Nothing was written.',
    remedy:
      'Start `understudy orchestrator run`, or act from a terminal with `--without-orchestrator`, which needs no orchestrator.',
  },
  UND_API_NOTHING_UNDER_WAY: {
    exit: 'refused',
    meaning: 'No move of that id is under way.',
    remedy: 'Look at the route: it has moved on.',
  },
  UND_API_NOTHING_TO_ACKNOWLEDGE: {
    exit: 'refused',
    meaning: 'There is no move to acknowledge.',
    remedy: 'Nothing blocks the next automatic move for that reason.',
  },
  UND_API_NOT_CONFIGURED: {
    exit: 'refused',
    meaning: 'The topology does not declare what this needs.',
    remedy: 'Add the section that the message names to understudy.yaml, and start the API again.',
  },
  UND_API_NO_LOCAL_CLOUD: {
    exit: 'notFound',
    meaning: 'The API was not started on a local cloud, so it has no region to break.',
    remedy:
      'Break regions of the demonstration (`npm start`), which starts its API on a local cloud; elsewhere run `understudy drill`.',
  },
  UND_API_LOCAL_CLOUD_REFUSED: {
    exit: 'refused',
    meaning: 'A region of the local cloud cannot do that in its present state.',
    remedy: 'Restore it first: a region that is killed can not be paused.',
  },
  UND_API_RECORD_NOT_DECIDED: {
    exit: 'refused',
    meaning: 'The record was not decided as asked; it is as it was, or another person was first.',
    remedy: 'Look at the record: its decisions say what happened.',
  },
  UND_API_BODY_TOO_LARGE: {
    exit: 'usage',
    meaning: 'The body of a request is larger than the API takes.',
    remedy: 'Send at most 64 KiB.',
  },
  UND_API_MEDIA_TYPE_REFUSED: {
    exit: 'usage',
    meaning: 'The body of a request is not JSON.',
    remedy: 'Send JSON with `Content-Type: application/json`.',
  },
  UND_API_TOO_MANY_REQUESTS: {
    exit: 'refused',
    meaning: 'More requests came from one address than the API takes, or too many with wrong tokens.',
    remedy: 'Wait as long as Retry-After says; follow GET /api/v1/events instead of asking again and again.',
  },
  UND_API_OVERLOADED: {
    exit: 'refused',
    meaning: 'The process has more to do than it can, or as many streams as it takes.',
    remedy: 'Wait as long as Retry-After says, or ask the API of another machine.',
  },
  UND_API_NOT_READ: {
    meaning:
      'What was asked for could not be read or written, since a region or the control store does not answer.',
    remedy: 'Try again; `understudy status` shows what answers.',
  },
  UND_API_BROKEN: {
    meaning: 'The API failed unexpectedly while it answered a request.',
    remedy: 'Report it with the log of the API.',
  },
} as const satisfies ErrorCatalogue;

export type ApiErrorName = keyof typeof API_ERRORS;

export class ApiError extends UnderstudyError<ApiErrorName> {
  constructor(code: ApiErrorName, facts: ErrorFacts) {
    super(code, API_ERRORS[code], facts);
  }
}
