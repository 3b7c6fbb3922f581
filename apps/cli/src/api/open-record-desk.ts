import type { RecordDesk } from '@understudy/api';
import { ApiError } from '@understudy/api/errors';
import type { DeadLetterRequest, LedgerRequest, RecordDecision } from '@understudy/api-contract';
import {
  dropRecord,
  mergeKey,
  nameRecord,
  openRecords,
  parseRecordName,
  readChainOf,
  redriveRecord,
  renderDecision,
  type DecideResult,
  type MergeResult,
  type OpenedRecords,
  type RecordName,
} from '@understudy/records';
import type { Topology } from '@understudy/topology';
import { toRecordDetail, toRecordState } from './to-record-state.ts';

export interface OpenedRecordDesk {
  readonly records: RecordDesk;
  close(): Promise<void>;
}

type MergeOrder = Extract<LedgerRequest, { readonly action: 'merge' }>;

/**
 * The ledger and the dead letters of a service, as the commands `understudy ledger` and `understudy dead-letters` read and decide them:
 * a person's decision is claimed beside the record, and its write is conditional.
 */
export function openRecordDesk(topology: Topology): OpenedRecordDesk {
  let opened: OpenedRecords | undefined;
  const open = () => (opened ??= openRecords(topology));
  return {
    records: {
      list: async ({ kind, table, from, to, cause, state, after, limit }) => {
        const filter = {
          kind,
          ...(table !== undefined && { table }),
          ...(from !== undefined && { source: from }),
          ...(to !== undefined && { target: to }),
          ...(cause !== undefined && { cause }),
          ...(state !== undefined && { state }),
        };
        const page = await open().records.list(filter, { limit, ...(after !== undefined && { after }) });
        const { lines, next } = page;
        return { records: lines.map(toRecordState), ...(next !== undefined && { next }) };
      },
      show: async (record) => toRecordDetail(await open().records.show(parseRecordName(record))),
      decide: (record, request, by) => decide(parseRecordName(record), request, by, open()),
    },
    close: async () => {
      await opened?.close();
    },
  };
}

async function decide(
  name: RecordName,
  request: LedgerRequest | DeadLetterRequest,
  by: string,
  service: OpenedRecords,
): Promise<RecordDecision> {
  const { why } = request;
  switch (request.action) {
    case 'merge':
      return merge(name, request, by, service);
    case 'drop':
      return decided(name, await dropRecord(name, { by, why }, service));
    case 'apply':
    case 'redrive': {
      const { takeOver } = request;
      return decided(name, await redriveRecord(name, { by, why, takeOver }, service));
    }
  }
}

function decided(name: RecordName, result: DecideResult): RecordDecision {
  const what = renderDecision(result);
  if (result.is === 'by-another') throw notDecided(name, what);
  return { record: nameRecord(name), outcome: result.outcome, closed: result.closed, what };
}

async function merge(
  name: RecordName,
  { why, rest, take = {}, trustBase }: MergeOrder,
  by: string,
  service: OpenedRecords,
): Promise<RecordDecision> {
  const chain = await readChainOf(service.records, name);
  const sides = new Map(Object.entries(take));
  const choose = (path: string) => sides.get(path) ?? rest;
  const result = await mergeKey(chain, { by, why, trustBase, dryRun: false, decide: choose }, service);
  if (result.is !== 'merged') throw notDecided(name, whyNot(result));
  const count = chain.ids.length;
  const what = `Merged ${String(count)} ${count === 1 ? 'write' : 'writes'} into the item.`;
  return { record: nameRecord(name), outcome: 'merged', closed: true, what };
}

function whyNot(result: MergeResult): string {
  if ('why' in result) return `${result.is}: ${result.why}`;
  const paths = result.steps.filter(({ is }) => is === 'conflict').map(({ path }) => path);
  return `A person decides these attributes by \`take\`: ${paths.join(', ')}.`;
}

function notDecided(name: RecordName, what: string): ApiError {
  return new ApiError('UND_API_RECORD_NOT_DECIDED', { what: `${nameRecord(name)}: ${what}` });
}
