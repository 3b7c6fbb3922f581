import type { RecordDecision, RecordDetail } from '@understudy/api-contract';
import { ApiError } from '../errors.ts';
import type { RecordDesk } from '../orders/record-desk.ts';

export const LEDGER_RECORD = 'ledger/orders/us-east-1/eu-central-1/0000000000+us-east-1+1:9RZ7';
export const DEAD_LETTER = 'dead-letter/orders/us-east-1/eu-central-1/4711:0a1b';

/** Two records in memory: a decided one is closed, and is not decided again. */
export function sampleDesk(): RecordDesk & { readonly decided: readonly string[] } {
  const records = new Map([LEDGER_RECORD, DEAD_LETTER].map((record) => [record, detailOf(record)]));
  const decided: string[] = [];
  const find = (record: string) => {
    const found = records.get(record);
    if (found === undefined)
      throw new ApiError('UND_API_NOT_FOUND', { what: `There is no record ${record}.` });
    return found;
  };
  return {
    decided,
    list: async ({ kind, limit }) => ({
      records: [...records.values()]
        .filter((record) => record.kind === kind)
        .slice(0, limit)
        .map(({ images: _images, ...line }) => line),
    }),
    show: async (record) => find(record),
    decide: async (record, { action, why }, by): Promise<RecordDecision> => {
      const found = find(record);
      if (found.closed !== undefined)
        throw new ApiError('UND_API_RECORD_NOT_DECIDED', { what: 'Another person was first.' });
      decided.push(`${by}: ${action} ${record}: ${why}`);
      records.set(record, { ...found, state: 'closed', closed: action });
      return { record, outcome: action, closed: true, what: `${action} by ${by}` };
    },
  };
}

function detailOf(record: string): RecordDetail {
  const isLedger = record.startsWith('ledger/');
  return {
    record,
    kind: isLedger ? 'ledger' : 'dead-letter',
    link: { table: 'orders', source: 'us-east-1', target: 'eu-central-1' },
    key: { id: { S: 'o-7' } },
    write: 'put',
    cause: isLedger ? 'later-version' : 'ValidationException',
    atMs: 1_800_000_000_000,
    state: 'open',
    decisions: [],
    images: isLedger
      ? {
          lost: { id: { S: 'o-7' }, status: { S: 'paid' } },
          won: { id: { S: 'o-7' }, status: { S: 'cancelled' } },
        }
      : { new: { id: { S: 'o-7' } } },
  };
}
