import { systemClock, systemRandomness, type Clock, type Limits, type Randomness } from '@understudy/core';
import type { Sender } from '@understudy/route-store';
import { ControlStoreError } from '../errors.ts';
import { DynamoItems } from './dynamo-items.ts';
import { ItemControlStore } from './item-control-store.ts';

export interface DynamoControlStoreOptions {
  /** The service whose store it is: the partition key. */
  readonly service: string;
  /**
   * The endpoints of the control store in the order in which they are asked: one for a table in the witness
   * region, several for a global table with multi-Region strong consistency.
   */
  readonly senders: readonly Sender[];
  readonly limits: Pick<Limits, 'controlTimeoutMs'>;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
}

/**
 * The control store in the table `understudy-control` of the witness. A read goes from one endpoint to the next within
 * `controlTimeoutMs` in all, a page of the audit likewise; a write is given `controlTimeoutMs` at each endpoint, twice round.
 */
export class DynamoControlStore extends ItemControlStore {
  /** @throws ControlStoreError `UND_CONTROL_STORE_OPTIONS_INVALID` */
  constructor({
    service,
    senders,
    limits,
    clock = systemClock(),
    randomness = systemRandomness,
  }: DynamoControlStoreOptions) {
    if (senders.length === 0) {
      throw new ControlStoreError('UND_CONTROL_STORE_OPTIONS_INVALID', {
        what: '"senders" is empty: the control store has no endpoint.',
      });
    }
    const items = new DynamoItems({ senders, limitMs: limits.controlTimeoutMs, clock });
    super({ service, items, clock, randomness });
  }
}
