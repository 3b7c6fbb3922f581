/** An event as it is sent: its number, and its text with the name and the data. */
export interface StoredEvent {
  readonly sequence: number;
  readonly text: string;
}

/** The last events, for those who come back: bounded by their number and their size. */
export class EventRing {
  readonly #most: number;
  readonly #mostBytes: number;
  readonly #events: StoredEvent[] = [];
  #bytes = 0;
  #last = 0;

  constructor({ most, mostBytes }: { readonly most: number; readonly mostBytes: number }) {
    this.#most = most;
    this.#mostBytes = mostBytes;
  }

  /** The number of the last event; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  add(make: (sequence: number) => string): StoredEvent {
    this.#last += 1;
    const event = { sequence: this.#last, text: make(this.#last) };
    this.#events.push(event);
    this.#bytes += event.text.length;
    while (this.#events.length > 1 && (this.#events.length > this.#most || this.#bytes > this.#mostBytes))
      this.#bytes -= this.#events.shift()?.text.length ?? 0;
    return event;
  }

  /** What followed an event; `undefined` where some of it is not here any more, or the event was never sent. */
  after(sequence: number): readonly StoredEvent[] | undefined {
    if (sequence > this.#last) return undefined;
    const first = this.#events[0]?.sequence ?? this.#last + 1;
    if (sequence < first - 1) return undefined;
    return this.#events.filter((event) => event.sequence > sequence);
  }
}
