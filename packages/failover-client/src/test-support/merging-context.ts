import { encodeVersion, nativeStamp, nativeStamping, tombstoneItem, type Item } from '@understudy/versions';
import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import type { WriteContext } from '../write-context.ts';

export const TABLE = 'orders';
export const KEY: Item = { pk: { S: 'a' } };
const stamping = nativeStamping({
  attribute: 'understudy:v',
  epoch: 3,
  writer: 'us-east-1',
  wallMs: 5,
  nonce: 'n',
});

/** Of a write in epoch 3; its own stamp is among those that its attempts have left. */
export const steadyContext: WriteContext = {
  stamping,
  stampAt: undefined,
  ownStamps: new Set([stamping.stamp]),
  isStamped: (table) => table === TABLE,
  tombstones: undefined,
  token: 'our token',
  notes: {},
};

const version = (epoch: number, sequence: string) => encodeVersion({ epoch, region: 'us-east-1', sequence });
/** The version of the write's tombstones. */
const OWN_VERSION = version(3, '0');
export const mergingContext: WriteContext = {
  ...steadyContext,
  tombstones: { version: OWN_VERSION, expiresAtSeconds: 1 },
};

export const STANDING_VERSION = version(3, '777');
const tombstoneOf = (text: string) =>
  tombstoneItem({ table: TABLE, key: KEY, version: text, expiresAtSeconds: 1 });
/** A tombstone of the write's epoch, and one of a later one. */
export const STANDING = tombstoneOf(STANDING_VERSION);
export const LATER_TOMBSTONE = tombstoneOf(version(4, '0'));

/** The item with the stamp of a write of that epoch; another one for each nonce. */
export const itemOf = (epoch: number, nonce = 'other'): Item => ({
  ...KEY,
  'understudy:v': { S: nativeStamp(epoch, 'us-east-1', 5, nonce) },
});

export const FAILED = 'ConditionalCheckFailed';
/** A cancelled transaction; a part that is not given has no reason. */
export function cancelled(
  CancellationReasons: readonly (CancellationReason | undefined)[],
  message = 'Transaction cancelled',
): Error & { CancellationReasons: readonly CancellationReason[] } {
  return Object.assign(new Error(message), {
    name: 'TransactionCanceledException',
    CancellationReasons: CancellationReasons.map((reason) => reason ?? { Code: 'None' }),
  });
}
