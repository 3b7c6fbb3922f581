import type { QueryOf } from '@understudy/api-contract';
import { ApiError } from '../errors.ts';
import type { KeptAnswers } from '../orders/kept-answers.ts';
import type { RecordDesk } from '../orders/record-desk.ts';
import type { ApiSources } from '../state/api-sources.ts';
import type { HandledRequest, Handlers } from './handled-request.ts';

export interface RecordHandlerOptions {
  readonly records: RecordDesk;
  readonly topology: ApiSources['topology'];
  readonly kept: KeptAnswers;
}

type RecordRoute =
  'ledger' | 'ledgerEntry' | 'decideLedger' | 'deadLetters' | 'deadLetter' | 'decideDeadLetter';
type Kind = 'ledger' | 'dead-letter';

/** Reads and decides records by the desk, which claims each before it is decided. */
export function recordHandlers({ records, topology, kept }: RecordHandlerOptions): Handlers<RecordRoute> {
  const list = (kind: Kind, query: QueryOf<'ledger'>) => {
    requireNames(query, topology);
    return records.list({ kind, ...query });
  };
  const show = (kind: Kind, record: string) => {
    requireRecord(kind, record, topology);
    return records.show(record);
  };
  const decide = async (
    kind: Kind,
    request: HandledRequest<'decideLedger'> | HandledRequest<'decideDeadLetter'>,
  ) => {
    const { params, body, key, caller } = request;
    requireRecord(kind, params.record, topology);
    const by = caller?.name ?? '';
    const order = JSON.stringify([kind, params, body]);
    return kept.once({ by, key, order }, () => records.decide(params.record, body, by));
  };
  return {
    ledger: ({ query }) => list('ledger', query),
    ledgerEntry: ({ params }) => show('ledger', params.record),
    decideLedger: (request) => decide('ledger', request),
    deadLetters: ({ query }) => list('dead-letter', query),
    deadLetter: ({ params }) => show('dead-letter', params.record),
    decideDeadLetter: (request) => decide('dead-letter', request),
  };
}

/** A name that the topology does not have finds nothing, which would read as good news. */
function requireNames({ table, from, to }: QueryOf<'ledger'>, topology: ApiSources['topology']): void {
  const regions = topology.regions.data.map(({ name }) => name);
  if (table !== undefined && !topology.tables.some(({ name }) => name === table))
    throw unknown(`table "${table}"`);
  for (const region of [from, to])
    if (region !== undefined && !regions.includes(region)) throw unknown(`data region "${region}"`);
}

function requireRecord(kind: Kind, record: string, topology: ApiSources['topology']): void {
  const [named, table, from, to, id, ...rest] = record.split('/');
  const isName = named === kind && id !== undefined && id !== '' && rest.length === 0;
  if (!isName) throw unknown(`record "${record.slice(0, 200)}"`);
  requireNames({ table, from, to, limit: 1 }, topology);
}

function unknown(what: string): ApiError {
  return new ApiError('UND_API_NOT_FOUND', { what: `The service has no ${what}.` });
}
