import type { ListenerFault, FaultLimits, Moment, NameFault, WireFault } from '../proxy/types.ts';

export type ThrottleCode =
  'ProvisionedThroughputExceededException' | 'ThrottlingException' | 'RequestLimitExceeded';

/** Faults that speak DynamoDB; DynamoDB Local never raises the first six by itself. */
export type SpokenFault =
  /** Refused for want of capacity, in DynamoDB's own words. Default ProvisionedThroughputExceededException. */
  | { readonly kind: 'throttle'; readonly code?: ThrottleCode }
  /**
   * BatchWriteItem and BatchGetItem leave `items` of their items undone (default half of them, rounded up; at most
   * all) and give them back as UnprocessedItems or UnprocessedKeys; the rest is carried out.
   */
  | { readonly kind: 'unprocessed'; readonly items?: number }
  /**
   * Another transaction is under way: TransactionCanceledException with the reason TransactionConflict for the
   * first item of a transaction, TransactionConflictException for a single write. Not applied.
   */
  | { readonly kind: 'transaction-conflict' }
  /** GetRecords answers nothing, and the iterator it was asked with: records come only after several calls. */
  | { readonly kind: 'empty-page' }
  /** DescribeStream leaves out the shards named (default all), as a listing may for a moment. */
  | { readonly kind: 'unlisted-shards'; readonly shards?: readonly string[] }
  /** Any other error of DynamoDB by its name, such as `UnrecognizedClientException`. Default status 400. */
  | { readonly kind: 'error'; readonly code: string; readonly message?: string; readonly status?: number }
  /**
   * A 5xx: InternalServerError or ServiceUnavailable as JSON (default), a load balancer's HTML, or no body at all.
   * Default status 500; `after` (default `before`): the request was carried out all the same.
   */
  | {
      readonly kind: 'server-error';
      readonly status?: 500 | 502 | 503 | 504;
      readonly body?: 'json' | 'html' | 'none';
      readonly when?: Moment;
    };

/** Faults that strike requests, and how many of them. */
export type RequestFault = (WireFault | SpokenFault) & FaultLimits;

/** Everything that can be made to go wrong between a client and a region. */
export type Fault = RequestFault | ListenerFault | NameFault;
