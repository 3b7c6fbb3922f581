import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item, or a part of one, as DynamoDB's own attribute values. */
export type Item = Readonly<Record<string, AttributeValue>>;

/**
 * One write's place among all writes of its key, whichever region took them.
 * Written as `epoch|region|sequence` in fixed width, so that string order is version order.
 */
export interface Version {
  /** Fencing token: +1 at every promotion. 0 for what was there before Understudy. */
  readonly epoch: number;
  /** The region that took the write. */
  readonly region: string;
  /** The stream record's sequence number, 21 to 40 digits; `'0'` while none is known. */
  readonly sequence: string;
}

/** What one item copy carries in its stamp attribute. */
export interface Stamp {
  readonly version: Version;
  /** Set by replication on its way to deleting the copy, so that the REMOVE in the stream shows who did it. */
  readonly marked: boolean;
  /** When a native write was stamped: tells the lag, and is never compared. */
  readonly wallMs?: number;
  /** Tells a native write from every other of its millisecond; never compared by order. */
  readonly nonce?: string;
}
