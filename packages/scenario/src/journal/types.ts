/** What an item holds, as the document client gives it, without the stamp. */
export type Content = Readonly<Record<string, unknown>>;

/** The changes of an `amend`: attributes set, then numbers added. */
export interface Changes {
  readonly set?: Content;
  readonly add?: Readonly<Record<string, number>>;
}

interface PartFacts {
  /** The item's table and key as one text, see `keyText`. */
  readonly key: string;
  /** The item's name for people: "Lyon, FR". */
  readonly name: string;
}

/**
 * What one write does to one item; a transaction has several parts. `replace` writes all of it (a put), `amend` changes
 * some of it and leaves the rest (an update), `remove` takes it away (a delete).
 */
export type WritePart =
  | (PartFacts & { readonly kind: 'replace'; readonly content: Content })
  | (PartFacts & { readonly kind: 'amend'; readonly changes: Changes })
  | (PartFacts & { readonly kind: 'remove' });

export type WriteName = 'put' | 'update' | 'conditional' | 'transaction' | 'delete' | 'create';

/**
 * How a write ended for the one who sent it: `refused` is certainly not applied (its own condition failed, or the
 * client said so), `ambiguous` may have been.
 */
export type Outcome = 'acknowledged' | 'refused' | 'ambiguous';

/** One write as its sender knows it. Times are monotonic milliseconds since the drill began. */
export interface JournalEntry {
  /** Draws no second time; every item that the write made or amended carries it in its `writes`. */
  readonly nonce: string;
  /** Counts the writes in the order they were sent. */
  readonly order: number;
  readonly write: WriteName;
  readonly parts: readonly WritePart[];
  readonly startedMs: number;
  readonly endedMs: number;
  readonly outcome: Outcome;
  /** The region that answered, where one did. */
  readonly region?: string | undefined;
  /** The epoch under which it was acknowledged. */
  readonly epoch?: number | undefined;
  /** Whether the client needed more than one attempt. */
  readonly sentAgain?: boolean;
  /** The error's name or code, where it failed. */
  readonly error?: string;
  /** What the error said. */
  readonly said?: string;
  /** Whether it failed by a condition that the workload itself had set, which is an answer and no failure. */
  readonly byCondition?: boolean;
}
