/** One event of a `text/event-stream`. */
export interface StreamEvent {
  /** `message` where the stream names no kind. */
  readonly kind: string;
  readonly data: string;
  /** The last id that the stream gave, which also holds for events without one. */
  readonly id: string | undefined;
}

/**
 * Reads a `text/event-stream` as it arrives, in pieces of any length (https://html.spec.whatwg.org/multipage/server-sent-events.html).
 * The browser's own EventSource is not used: it says nothing of a connection that hangs, and decides alone when to try again.
 */
export class EventParser {
  #rest = '';
  #kind = '';
  #data: string[] = [];
  #id: string | undefined;

  /** The events that this piece completes. */
  push(piece: string): readonly StreamEvent[] {
    const text = this.#rest + piece;
    // A carriage return at the end may be half of a line's end.
    const complete = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = complete.split(/\r\n|\r|\n/);
    this.#rest = (lines.pop() ?? '') + text.slice(complete.length);
    return lines.flatMap((line) => this.#take(line));
  }

  #take(line: string): readonly StreamEvent[] {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return [];
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#kind = value;
    if (field === 'data') this.#data.push(value);
    if (field === 'id' && !value.includes('\0')) this.#id = value;
    return [];
  }

  #dispatch(): readonly StreamEvent[] {
    const event = { kind: this.#kind || 'message', data: this.#data.join('\n'), id: this.#id };
    const isEmpty = this.#data.length === 0;
    this.#kind = '';
    this.#data = [];
    return isEmpty ? [] : [event];
  }
}
