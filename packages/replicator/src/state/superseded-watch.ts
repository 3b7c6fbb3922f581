/** What a leader has read when it is asked. */
export interface ReadSoFar {
  /** The highest sequence number that was read of any shard. */
  readonly furthest: bigint | undefined;
  /** Whether the stream is at its tip. */
  readonly atTip: boolean;
  /** Wall time in ms up to which it was read. */
  readonly readUpToMs: number | undefined;
}

interface Suspicion {
  readonly by: bigint;
  /** Wall time in ms of the refusal. */
  readonly atMs: number;
}

/** How far record times and clocks may differ: record times are rounded down to the second. */
const MARGIN_MS = 5_000;

/** So many are kept at most; one is as loud as a thousand. */
const MOST = 1_000;

/**
 * Records that the target refused in favour of a write of the same source and epoch. That is right where records are read
 * again: then the later one comes in the stream, too. Where the stream never comes to it, it is of another table that had
 * this one's name, and the record, though acknowledged, is dropped.
 */
export class SupersededWatch {
  #suspicions: readonly Suspicion[] = [];

  /** A record was refused in favour of the one with the sequence number `by`, when the shard was read to `lastRead`. */
  note(by: string, lastRead: string | undefined, atMs: number): void {
    if (lastRead !== undefined && BigInt(lastRead) >= BigInt(by)) return;
    if (this.#suspicions.length < MOST) this.#suspicions = [...this.#suspicions, { by: BigInt(by), atMs }];
  }

  /** How many of them the stream does not explain; each is counted once. `read` is asked only where there are any. */
  unexplained(read: () => ReadSoFar): number {
    if (this.#suspicions.length === 0) return 0;
    const { furthest, atTip, readUpToMs } = read();
    const open = this.#suspicions.filter(({ by }) => furthest === undefined || furthest < by);
    const left = open.filter(({ atMs }) => !atTip && (readUpToMs ?? -Infinity) < atMs + MARGIN_MS);
    this.#suspicions = left;
    return open.length - left.length;
  }
}
