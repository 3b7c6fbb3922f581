import * as z from 'zod';
import { DeadLetterRequest, LedgerRequest } from '../schemas/ledger-request.ts';
import { RecordDecision, RecordDetail, RecordsPage } from '../schemas/record-state.ts';
import { Name } from '../schemas/wall-time.ts';
import type { RouteSpec } from './route-spec.ts';

const record = z.object({ record: z.string().min(1).max(1_500) });
const filter = z.object({
  table: Name.optional(),
  from: Name.optional(),
  to: Name.optional(),
  cause: Name.optional(),
  state: z.enum(['open', 'claimed', 'superseded', 'closed']).optional(),
  after: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const read = { method: 'GET', tag: 'records', role: 'viewer', status: 200 } as const;
const decide = { method: 'POST', tag: 'records', role: 'operator', status: 200, keyed: true } as const;
const errors = ['UND_API_NOT_FOUND', 'UND_API_NOT_READ'] as const;
const ledgerName = 'ledger/orders/us-east-1/eu-central-1/0000000000+us-east-1...';
const letterName = 'dead-letter/orders/us-east-1/eu-central-1/4711:0a1b';

/** Writes that replication could not let stand or could not apply. Read when they are asked for, from the links' target regions. */
export const RECORD_ROUTES = {
  ledger: {
    ...read,
    path: '/api/v1/ledger',
    summary: 'Acknowledged writes that lost against others, a page at a time.',
    query: filter,
    answer: RecordsPage,
    errors,
    example: { query: { state: 'open', limit: '20' } },
  },
  ledgerEntry: {
    ...read,
    path: '/api/v1/ledger/{record}',
    summary: 'One entry of the ledger with its images and every decision on it.',
    params: record,
    answer: RecordDetail,
    errors,
    example: { params: { record: ledgerName } },
  },
  decideLedger: {
    ...decide,
    path: '/api/v1/ledger/{record}/decision',
    summary: 'Merge, apply or drop an entry of the ledger.',
    description:
      'The record is claimed by a conditional write first: of two people one sees the decision of the other.',
    params: record,
    body: LedgerRequest,
    answer: RecordDecision,
    errors: [...errors, 'UND_API_RECORD_NOT_DECIDED'],
    example: { params: { record: ledgerName }, body: { action: 'drop', why: 'the customer wrote again' } },
  },
  deadLetters: {
    ...read,
    path: '/api/v1/dead-letters',
    summary: 'Writes that replication could not apply, a page at a time.',
    query: filter,
    answer: RecordsPage,
    errors,
    example: { query: { state: 'open' } },
  },
  deadLetter: {
    ...read,
    path: '/api/v1/dead-letters/{record}',
    summary: 'One dead letter with its images and every decision on it.',
    params: record,
    answer: RecordDetail,
    errors,
    example: { params: { record: letterName } },
  },
  decideDeadLetter: {
    ...decide,
    path: '/api/v1/dead-letters/{record}/decision',
    summary: 'Redrive or drop a dead letter.',
    params: record,
    body: DeadLetterRequest,
    answer: RecordDecision,
    errors: [...errors, 'UND_API_RECORD_NOT_DECIDED'],
    example: { params: { record: letterName }, body: { action: 'redrive', why: 'the table takes it now' } },
  },
} as const satisfies Record<string, RouteSpec>;
