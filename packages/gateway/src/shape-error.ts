import { isUnderstudyError } from '@understudy/core';
import { classifyError } from '@understudy/failover-client/engine';
import { isNotAuthenticated, ServiceError } from '@understudy/service/aws';
import { NestedTooDeep, UnreadableBody } from './read-input.ts';
import { GatewayError } from './errors.ts';
import { RegionError } from './region-error.ts';
import type { Answer } from './types.ts';

type Fields = Readonly<Record<string, unknown>>;

const DYNAMODB = 'com.amazonaws.dynamodb.v20120810#';
const VALIDATE = 'com.amazon.coral.validate#';
const SERVICE = 'com.amazon.coral.service#';
/** Namespaces of errors that are not DynamoDB's own. */
const PREFIXES: Readonly<Record<string, string>> = {
  ValidationException: VALIDATE,
  SerializationException: SERVICE,
  UnknownOperationException: SERVICE,
  AccessDeniedException: SERVICE,
  InvalidSignatureException: SERVICE,
  IncompleteSignatureException: SERVICE,
  MissingAuthenticationTokenException: SERVICE,
  UnrecognizedClientException: SERVICE,
};

/** Status and type of an error of ours: by both SDKs decide whether they send a request again. */
interface Shape {
  readonly status: number;
  readonly type: string;
}

/** SDKs send it again: it was not applied, or is a read. */
const UNAVAILABLE: Shape = { status: 503, type: `${DYNAMODB}ServiceUnavailable` };
/** SDKs send it again, more slowly. */
const THROTTLED: Shape = { status: 400, type: `${DYNAMODB}ThrottlingException` };
const INVALID: Shape = { status: 400, type: `${VALIDATE}ValidationException` };
const UNREADABLE: Shape = { status: 400, type: `${SERVICE}SerializationException` };
const DENIED: Shape = { status: 400, type: `${SERVICE}AccessDeniedException` };
const BROKEN: Shape = { status: 500, type: `${DYNAMODB}InternalServerError` };
/**
 * SDKs repeat requests after 500, 502, 503 and 504, Ruby's after any 5xx. A write that may have been applied and is not
 * safe to repeat must not be: so it gets a status that none of them repeats, and our own code.
 */
const AMBIGUOUS: Shape = { status: 409, type: `${DYNAMODB}UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS` };

const SHAPES: Readonly<Record<string, Shape>> = {
  UND_FAILOVER_CLIENT_WRITE_DEADLINE: UNAVAILABLE,
  UND_FAILOVER_CLIENT_READ_DEADLINE: UNAVAILABLE,
  UND_FAILOVER_CLIENT_ROUTE_REFUSED: UNAVAILABLE,
  UND_FAILOVER_CLIENT_CLOSED: UNAVAILABLE,
  UND_FAILOVER_CLIENT_REGION_UNKNOWN: UNAVAILABLE,
  UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS: AMBIGUOUS,
  UND_FAILOVER_CLIENT_TOKEN_OF_OTHER_EPOCH: {
    status: 409,
    type: `${DYNAMODB}UND_FAILOVER_CLIENT_TOKEN_OF_OTHER_EPOCH`,
  },
  UND_FAILOVER_CLIENT_BATCH_PARTIAL: {
    status: 409,
    type: `${DYNAMODB}UND_FAILOVER_CLIENT_BATCH_PARTIAL`,
  },
  UND_FAILOVER_CLIENT_PARTIQL_WRITE: INVALID,
  UND_GATEWAY_ENCODING_REFUSED: UNREADABLE,
  UND_FAILOVER_CLIENT_OPERATION_UNKNOWN: INVALID,
  UND_FAILOVER_CLIENT_UNSTAMPABLE: INVALID,
  UND_FAILOVER_CLIENT_NO_SPACE: INVALID,
  UND_GATEWAY_TABLE_CHANGE_REFUSED: DENIED,
  UND_GATEWAY_HOST_REFUSED: DENIED,
  UND_GATEWAY_OVERLOADED: THROTTLED,
  UND_SERVICE_CREDENTIALS_UNAVAILABLE: BROKEN,
  UND_SERVICE_NOT_AUTHENTICATED: BROKEN,
};

/** An error in DynamoDB's form, by its name. */
export function namedError(status: number, name: string, message: string, more: Fields = {}): Answer {
  return jsonError(status, `${PREFIXES[name] ?? DYNAMODB}${name}`, message, more);
}

/** Any error of a request, in DynamoDB's form. */
export function shapeError(error: unknown): Answer {
  if (error instanceof RegionError)
    return isNotAuthenticated(error) ? shapeError(notAuthenticated(error)) : error.toAnswer();
  if (error instanceof UnreadableBody || error instanceof NestedTooDeep)
    return namedError(400, error.name, error.message);
  if (isUnderstudyError(error)) {
    // DynamoDB would call a request that stamping refuses invalid.
    const { status, type } =
      SHAPES[error.code] ?? (error.code.startsWith('UND_VERSIONS_') ? INVALID : BROKEN);
    return { ...jsonError(status, type, error.message), headers: ['x-understudy-error', error.code] };
  }
  const { name, message, Item: item, $metadata: metadata } = factsOf(error);
  if (metadata?.httpStatusCode !== undefined && metadata.httpStatusCode >= 400) {
    // The engine translated the refusal of a transaction into that of the single write that it stood for.
    return namedError(400, name, message, item === undefined ? {} : { Item: item });
  }
  const { class: kind } = classifyError(error);
  if (kind === 'regional') return jsonError(BROKEN.status, BROKEN.type, message);
  const broken = new GatewayError('UND_GATEWAY_BROKEN', { what: `${name}: ${message}.`, cause: error });
  return {
    ...jsonError(BROKEN.status, BROKEN.type, broken.message),
    headers: ['x-understudy-error', broken.code],
  };
}

/** The gateway signs by itself: what a region says of its credentials would blame those of the caller. */
function notAuthenticated(cause: RegionError): ServiceError {
  return new ServiceError('UND_SERVICE_NOT_AUTHENTICATED', {
    what: `The gateway's own credentials were not accepted: ${cause.name}: ${cause.message}`,
    cause,
  });
}

/** Whether the gateway itself is at fault, which must be logged. */
export function isBroken(answer: Answer): boolean {
  return answer.headers?.includes('UND_GATEWAY_BROKEN') === true;
}

function jsonError(status: number, type: string, message: string, more: Fields = {}): Answer {
  const said = message === '' ? {} : { message };
  return {
    status,
    body: Buffer.from(JSON.stringify({ __type: type, ...said, ...more })),
    requestId: undefined,
  };
}

interface ErrorFacts {
  readonly name: string;
  readonly message: string;
  readonly Item?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number } | undefined;
}

function factsOf(error: unknown): ErrorFacts {
  return error instanceof Error ? error : { name: 'Error', message: String(error) };
}
