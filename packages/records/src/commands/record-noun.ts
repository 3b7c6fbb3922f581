import type { RecordKind } from '../types.ts';

/** The nouns of the commands on records. */
export type RecordNoun = 'ledger' | 'dead-letters';

/** The kind of record that a noun is about. */
export const KIND_OF = { ledger: 'ledger', 'dead-letters': 'dead-letter' } as const satisfies Readonly<
  Record<RecordNoun, RecordKind>
>;

/** What a noun's records are called. */
export const CALLED: Readonly<Record<RecordNoun, string>> = {
  ledger: 'ledger entries',
  'dead-letters': 'dead letters',
};

/** A record's name in examples. */
export const SAMPLE: Readonly<Record<RecordNoun, string>> = {
  ledger: 'ledger/orders/us-east-1/eu-central-1/ID',
  'dead-letters': 'dead-letter/orders/us-east-1/eu-central-1/ID',
};
