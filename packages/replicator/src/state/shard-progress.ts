/** One record among those read of a shard. */
export interface Ticket {
  readonly sequence: string;
  settled: boolean;
}

interface Waiter {
  readonly position: number;
  readonly wake: () => void;
}

/**
 * What of a shard is settled without a gap. The watermark never passes an unsettled record, in whatever order
 * they are settled (the protocol, "What must hold", 5).
 */
export class ShardProgress {
  #watermark: string | undefined;
  #lastRead: string | undefined;
  /** Tickets from the first unsettled one on; `#head` of them are settled already and wait to be cut off. */
  #tickets: Ticket[] = [];
  #head = 0;
  /** How many were ever cut off before `#tickets[0]`. */
  #before = 0;
  #unsettled = 0;
  #classifying = 0;
  readonly #waiters: Waiter[] = [];

  /** `from`: the checkpoint's sequence number. */
  constructor(from?: string) {
    this.#watermark = from;
    this.#lastRead = from;
  }

  /** The sequence number up to which everything is settled; `undefined` while that is nothing. */
  get watermark(): string | undefined {
    return this.#watermark;
  }

  /** The sequence number of the last record that was read. */
  get lastRead(): string | undefined {
    return this.#lastRead;
  }

  /** Records taken in and not settled. */
  get unsettled(): number {
    return this.#unsettled;
  }

  /** Whether a batch was read whose records are not added yet. */
  get classifying(): boolean {
    return this.#classifying > 0;
  }

  /** Classifies a batch; until that is done its records are neither unsettled nor settled. */
  async classify<T>(batch: () => Promise<T>): Promise<T> {
    this.#classifying += 1;
    try {
      return await batch();
    } finally {
      this.#classifying -= 1;
    }
  }

  /** Takes a record in, in the order of the shard. */
  add(sequence: string): Ticket {
    const ticket = { sequence, settled: false };
    this.#tickets.push(ticket);
    this.#lastRead = sequence;
    this.#unsettled += 1;
    return ticket;
  }

  /** The record is applied, lost, parked or has no task. Settling it again changes nothing. */
  settle(ticket: Ticket): void {
    if (ticket.settled) return;
    ticket.settled = true;
    this.#unsettled -= 1;
    while (this.#tickets[this.#head]?.settled === true) {
      this.#watermark = this.#tickets[this.#head]?.sequence;
      this.#head += 1;
    }
    if (this.#head > 1024 && this.#head * 2 > this.#tickets.length) {
      this.#tickets = this.#tickets.slice(this.#head);
      this.#before += this.#head;
      this.#head = 0;
    }
    while (this.#waiters[0] !== undefined && this.#waiters[0].position <= this.#before + this.#head)
      this.#waiters.shift()?.wake();
  }

  /** Resolves when all that was taken in before the call is settled. @throws the signal's reason */
  allSettled(signal: AbortSignal): Promise<void> {
    return this.#reached(this.#before + this.#tickets.length, signal);
  }

  /** Resolves when at most `most` of what was taken in before the call are behind the first unsettled one. @throws the signal's reason */
  settledUpTo(most: number, signal: AbortSignal): Promise<void> {
    return this.#reached(this.#before + this.#tickets.length - most, signal);
  }

  #reached(position: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    if (position <= this.#before + this.#head) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        reject(signal.reason as Error);
      };
      const waiter = {
        position,
        wake: () => {
          signal.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      const after = this.#waiters.findIndex((other) => other.position > position);
      this.#waiters.splice(after < 0 ? this.#waiters.length : after, 0, waiter);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }
}
