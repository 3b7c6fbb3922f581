import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const FAILOVER_CLIENT_ERRORS = {
  UND_FAILOVER_CLIENT_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'The client was given an option that it cannot work with.',
    remedy: 'Give it a value as named here; the README of packages/failover-client lists every option.',
  },
  UND_FAILOVER_CLIENT_LIMITS_INVALID: {
    exit: 'usage',
    meaning: 'The time limits break a relation that safety rests on.',
    remedy: 'Change the limit as named here, for every client and for whoever moves the writer alike.',
  },
  UND_FAILOVER_CLIENT_REGION_UNKNOWN: {
    exit: 'usage',
    meaning: 'The route names a writer that is not among the regions of the client.',
    remedy: 'Give every client of the service the same two regions as its route.',
  },
  UND_FAILOVER_CLIENT_WRITE_DEADLINE: {
    meaning: 'No route took the write within `writeDeadlineMs`. It was surely not applied.',
    remedy:
      'Send it again later. Look at the cause: the writer region is unreachable or does not keep up, the route is moving, or the control store does not answer.',
  },
  UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS: {
    meaning:
      'The answer to a write was lost and the write could not be repeated safely, or repeating it did not tell. It may have applied.',
    remedy:
      'Read the item to find out. A write that is idempotent, or a transaction with a ClientRequestToken, is repeated for you.',
  },
  UND_FAILOVER_CLIENT_READ_DEADLINE: {
    meaning: 'No region that may answer the read answered it within `readDeadlineMs`.',
    remedy: 'Send it again later, or let reads go to a standby with `reads: "any"`. Look at the cause.',
  },
  UND_FAILOVER_CLIENT_PARTIQL_WRITE: {
    exit: 'refused',
    meaning:
      'A PartiQL statement writes to a stamped table, or to one that could not be read from it; PartiQL writes carry no stamp.',
    remedy: 'Use PutItem, UpdateItem, DeleteItem or TransactWriteItems for that table.',
  },
  UND_FAILOVER_CLIENT_CLOSED: {
    meaning:
      'The client was destroyed while the request waited, or before it was sent. It was surely not applied.',
    remedy: 'Send requests before calling `destroy()`, or make a new client.',
  },
} as const satisfies ErrorCatalogue;

export type FailoverClientErrorCode = keyof typeof FAILOVER_CLIENT_ERRORS;

/** Facts about the request for whoever handles errors of the SDK in general. */
export interface RequestFacts {
  readonly attempts: number;
  readonly totalRetryDelay: number;
  readonly httpStatusCode?: number;
  readonly requestId?: string;
}

export interface FailoverClientErrorFacts extends ErrorFacts {
  /** `true` where the write may stand in the table although this error says it failed. */
  readonly mayHaveApplied?: boolean;
  readonly request?: RequestFacts;
}

/**
 * Carries `$fault`, `$service` and `$metadata` besides code and remedy, so that what handles errors of the SDK handles
 * these. `mayHaveApplied` stands in `details` as well.
 */
export class FailoverClientError extends UnderstudyError<FailoverClientErrorCode> {
  readonly mayHaveApplied: boolean;
  readonly $fault: 'client' | 'server';
  readonly $service = 'DynamoDB';
  readonly $metadata: RequestFacts;

  constructor(
    code: FailoverClientErrorCode,
    { mayHaveApplied = false, request, details, ...facts }: FailoverClientErrorFacts,
  ) {
    super(code, FAILOVER_CLIENT_ERRORS[code], { ...facts, details: { ...details, mayHaveApplied } });
    this.mayHaveApplied = mayHaveApplied;
    this.$fault = SERVER_FAULTS.has(code) ? 'server' : 'client';
    this.$metadata = request ?? { attempts: 0, totalRetryDelay: 0 };
  }
}

const SERVER_FAULTS: ReadonlySet<FailoverClientErrorCode> = new Set([
  'UND_FAILOVER_CLIENT_WRITE_DEADLINE',
  'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS',
  'UND_FAILOVER_CLIENT_READ_DEADLINE',
]);
