import type { WriteRequest } from '@aws-sdk/client-dynamodb';
import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const FAILOVER_CLIENT_ERRORS = {
  UND_FAILOVER_CLIENT_GLOBAL_TABLE: {
    exit: 'refused',
    meaning:
      'A stamped table is a replica of a DynamoDB global table, which carries writes past the links and lets the last one win. The request was not applied.',
    remedy: 'Take it out of the global table as docs/install/global-tables.md says.',
  },
  UND_FAILOVER_CLIENT_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'An option of the client is missing or invalid.',
    remedy:
      'Set the named option to a valid value. The README of packages/failover-client lists every option.',
  },
  UND_FAILOVER_CLIENT_LIMITS_INVALID: {
    exit: 'usage',
    meaning: 'The time limits violate a relation that safety depends on.',
    remedy: 'Change the named limit, in every client and in every other program of the service.',
  },
  UND_FAILOVER_CLIENT_REGION_UNKNOWN: {
    exit: 'usage',
    meaning: 'The route names a writer that is not among the regions of the client.',
    remedy: 'Give every client of the service the same two regions as its route.',
  },
  UND_FAILOVER_CLIENT_WRITE_DEADLINE: {
    meaning: 'No region accepted the write within `writeDeadlineMs`. It was not applied.',
    remedy:
      'Send it again later. The cause says why: the writer region is unreachable or overloaded, the route is moving, or the control store does not answer.',
  },
  UND_FAILOVER_CLIENT_ROUTE_REFUSED: {
    exit: 'refused',
    meaning:
      'There is no route to follow, and waiting brings none: the control store has no route of this service, refuses this process, or there are no credentials to ask it with. The request was not sent.',
    remedy:
      'Correct what the cause names: the service, the credentials or the rights of this process; `understudy setup` writes a route that is missing. Then send the request again.',
  },
  UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS: {
    meaning:
      'The answer to a write was lost, and the write could not be repeated safely, or the repeat did not show whether it was applied. It may have been applied.',
    remedy:
      'Read the item to find out. The client repeats idempotent writes and transactions with a ClientRequestToken by itself.',
  },
  UND_FAILOVER_CLIENT_READ_DEADLINE: {
    meaning: 'No region answered the read within `readDeadlineMs`.',
    remedy:
      'Send it again later, or allow reads from a standby with `reads: "any"`. The cause says why it failed.',
  },
  UND_FAILOVER_CLIENT_PARTIQL_WRITE: {
    exit: 'refused',
    meaning:
      'A PartiQL statement writes to a stamped table, or to a table that could not be determined. PartiQL writes cannot be stamped.',
    remedy: 'Use PutItem, UpdateItem, DeleteItem or TransactWriteItems for that table.',
  },
  UND_FAILOVER_CLIENT_BATCH_PARTIAL: {
    exit: 'refused',
    meaning:
      'A part of a batch was refused after other parts were written: what refused it could not be known beforehand, such as an index that was added lately or an access policy for single items.',
    remedy:
      'Correct the refused part by the cause, and send the requests in `unprocessedItems` of the error again; all others were written.',
  },
  UND_FAILOVER_CLIENT_TOKEN_OF_OTHER_EPOCH: {
    meaning:
      'A transaction has a ClientRequestToken that was sent in an earlier epoch, and may have been applied there. DynamoDB recognises a token in one region only, so it would be applied again. It was not sent, or was refused.',
    remedy: 'Read its items to find out whether it was applied. If it was not, send it with a new token.',
  },
  UND_FAILOVER_CLIENT_UNSTAMPABLE: {
    exit: 'refused',
    meaning:
      'DynamoDB would take a write to a stamped table in its own form, but refuses it with the stamp, or it can not be stamped. It was not applied.',
    remedy:
      'Write it with ConditionExpression and UpdateExpression instead of legacy parameters. If it has none, report it: the metric `understudy_failover_client_unstampable_writes_total` counts such writes.',
  },
  UND_FAILOVER_CLIENT_NO_SPACE: {
    exit: 'refused',
    meaning:
      "A write is within DynamoDB's limits, but not together with its stamp and fence. It was not applied.",
    remedy:
      'Make the named part smaller by what the error says that stamp and fence take: an item, an expression, or the number of operators in an expression.',
  },
  UND_FAILOVER_CLIENT_OPERATION_UNKNOWN: {
    exit: 'refused',
    meaning:
      'An operation that Understudy does not know names a stamped table. It may write, and its writes could not be stamped. It was not sent.',
    remedy:
      'Use PutItem, UpdateItem, DeleteItem, BatchWriteItem or TransactWriteItems of the API version 2012-08-10 for that table, or send the operation with a plain client if it only reads.',
  },
  UND_FAILOVER_CLIENT_CLOSED: {
    meaning: 'The client was destroyed before the request was sent. It was not applied.',
    remedy: 'Send requests before calling `destroy()`, or create a new client.',
  },
} as const satisfies ErrorCatalogue;

export type FailoverClientErrorCode = keyof typeof FAILOVER_CLIENT_ERRORS;

/** `$metadata` of the error, as errors of the SDK have it. */
export interface RequestFacts {
  readonly attempts: number;
  readonly totalRetryDelay: number;
  readonly httpStatusCode?: number;
  readonly requestId?: string;
}

export interface FailoverClientErrorFacts extends ErrorFacts {
  /** `true` where the write may have been applied although it failed. */
  readonly mayHaveApplied?: boolean;
  readonly request?: RequestFacts;
  /** @see FailoverClientError */
  readonly unprocessedItems?: Readonly<Record<string, readonly WriteRequest[]>>;
}

/**
 * Has `$fault`, `$service` and `$metadata` besides code and remedy, so that code for errors of the SDK handles it.
 * `details` contains `mayHaveApplied`, too.
 */
export class FailoverClientError extends UnderstudyError<FailoverClientErrorCode> {
  readonly mayHaveApplied: boolean;
  /** The requests of a batch that were not written, where others were. */
  readonly unprocessedItems: Readonly<Record<string, readonly WriteRequest[]>> | undefined;
  readonly $fault: 'client' | 'server';
  readonly $service = 'DynamoDB';
  readonly $metadata: RequestFacts;

  constructor(
    code: FailoverClientErrorCode,
    { mayHaveApplied = false, request, details, unprocessedItems, ...facts }: FailoverClientErrorFacts,
  ) {
    super(code, FAILOVER_CLIENT_ERRORS[code], { ...facts, details: { ...details, mayHaveApplied } });
    this.mayHaveApplied = mayHaveApplied;
    this.unprocessedItems = unprocessedItems;
    this.$fault = SERVER_FAULTS.has(code) ? 'server' : 'client';
    this.$metadata = request ?? { attempts: 0, totalRetryDelay: 0 };
  }
}

const SERVER_FAULTS: ReadonlySet<FailoverClientErrorCode> = new Set([
  'UND_FAILOVER_CLIENT_WRITE_DEADLINE',
  'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS',
  'UND_FAILOVER_CLIENT_READ_DEADLINE',
  'UND_FAILOVER_CLIENT_ROUTE_REFUSED',
]);
