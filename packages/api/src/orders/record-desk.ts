import type {
  DeadLetterRequest,
  LedgerRequest,
  RecordDecision,
  RecordDetail,
  RecordsPage,
} from '@understudy/api-contract';

/** Which records are asked for. */
export interface RecordFilter {
  readonly kind: 'ledger' | 'dead-letter';
  readonly table?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly cause?: string | undefined;
  readonly state?: 'open' | 'claimed' | 'superseded' | 'closed' | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * Reads and decides what replication could not let stand or apply. Each decision is claimed by a conditional write beside the record.
 * @throws UnderstudyError of the exit `notFound` or `usage` for a name that is wrong; anything else where a region does not answer
 */
export interface RecordDesk {
  readonly list: (filter: RecordFilter) => Promise<RecordsPage>;
  readonly show: (record: string) => Promise<RecordDetail>;
  readonly decide: (
    record: string,
    request: LedgerRequest | DeadLetterRequest,
    by: string,
  ) => Promise<RecordDecision>;
}
