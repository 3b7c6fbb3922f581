import type { Content } from '../journal/types.ts';

/** One conflict that the links wrote down: a write that lost against another of its key. */
export interface LedgerLine {
  readonly key: string;
  /** From where to where the write was being carried. */
  readonly link: string;
  /** What the losing write had made of the item; `undefined` where it had removed it. */
  readonly lost: Content | undefined;
  /** The item before the losing write, where the link knew it. */
  readonly before: Content | undefined;
}
