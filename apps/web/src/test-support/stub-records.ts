import type { AnswerOf } from '@understudy/api-contract';
import { CENTRAL, EAST, NOW_MS } from './idle-snapshot.ts';

type Entry = AnswerOf<'ledgerEntry'>;

const text = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { S: value }]));

const ENTRY: Entry = {
  record: 'ledger/orders/us-east-1/eu-central-1/0000000017+us-east-1...4410',
  kind: 'ledger',
  link: { table: 'orders', source: EAST, target: CENTRAL },
  key: { id: { S: 'o-20417' } },
  write: 'put',
  cause: 'lost against a later epoch',
  atMs: NOW_MS - 3_600_000,
  writtenMs: NOW_MS - 3_900_000,
  state: 'open',
  decisions: [],
  images: {
    base: text({ id: 'o-20417', status: 'placed', address: '12 Elm Street', total: '84.00' }),
    lost: text({
      id: 'o-20417',
      status: 'paid',
      address: '12 Elm Street',
      total: '84.00',
      payment: 'pay_88c1',
      voucher: 'WELCOME10',
    }),
    won: text({
      id: 'o-20417',
      status: 'placed',
      address: '7 Rue Haute',
      total: '84.00',
      voucher: 'FRIEND15',
    }),
  },
};

const LETTER: Entry = {
  ...ENTRY,
  record: 'dead-letter/stock/us-east-1/eu-central-1/4711:0a1b',
  kind: 'dead-letter',
  link: { table: 'stock', source: EAST, target: CENTRAL },
  key: { sku: { S: 'sku-88213' } },
  cause: 'the item and its stamp pass 400 KB',
  images: {
    old: text({ sku: 'sku-88213', count: '4' }),
    new: text({ sku: 'sku-88213', count: '3', note: 'counted twice' }),
  },
};

const withoutImages = ({ images: _, ...record }: Entry) => record;

/** One entry of the ledger that a person has to decide, and one dead letter. */
export const STUB_RECORDS = {
  ledger: { records: [withoutImages(ENTRY)] } satisfies AnswerOf<'ledger'>,
  ledgerEntry: ENTRY,
  deadLetters: { records: [withoutImages(LETTER)] } satisfies AnswerOf<'deadLetters'>,
  deadLetter: LETTER satisfies AnswerOf<'deadLetter'>,
  decision: {
    record: ENTRY.record,
    outcome: 'merged',
    closed: true,
    what: 'The merged item is stored in eu-central-1.',
  } satisfies AnswerOf<'decideLedger'>,
} as const;
