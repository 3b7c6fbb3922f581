import { bodyInChunks, bodyOfLength, bodyToTheEnd, type BodyFrame } from './body-frame.ts';

export type Side = 'request' | 'answer';

/** The start line and headers of a message. */
export interface Head {
  readonly startLine: string;
  /** The value of a header, whatever the case of its name. */
  header(name: string): string | undefined;
}

/** A message that is all there. */
export interface WholeMessage {
  readonly head: Head;
  /** Its content, put together where it came in chunks. */
  readonly body: Buffer;
  /** All of it as it came. */
  readonly bytes: Buffer;
}

const EMPTY = Buffer.alloc(0);
const HEAD_END = '\r\n\r\n';
const LONGEST_HEAD_BYTES = 64 * 1024;
const START_LINES = { request: /^[A-Z]+ \S+ HTTP\/1\.[01]$/, answer: /^HTTP\/1\.[01] \d{3}/ } as const;

/**
 * One HTTP/1.1 message found in a stream of bytes: it is fed what comes, keeps what belongs to it and gives back
 * what belongs to the next one. Its bytes are kept as they came, so that passing it on changes nothing.
 */
export class Message {
  readonly #side: Side;
  #kept: Buffer[] = [];
  #head: Head | undefined;
  #headBytes = 0;
  #body: BodyFrame | undefined;
  #ended = false;
  #malformed = false;

  constructor(side: Side) {
    this.#side = side;
  }

  get head(): Head | undefined {
    return this.#head;
  }

  get done(): boolean {
    return this.#body !== undefined && (this.#body.done || this.#ended);
  }

  /** Whether this can't be HTTP/1.1 at all. */
  get malformed(): boolean {
    return this.#malformed;
  }

  /** An answer such as `100 Continue`, which the real one follows. */
  get interim(): boolean {
    return this.#side === 'answer' && this.#head?.startLine.charAt(9) === '1';
  }

  /** Takes the bytes of `chunk` that belong to this message and gives back the rest. */
  feed(chunk: Buffer): Buffer {
    if (this.#body !== undefined) return this.#feedBody(chunk, this.#body);
    const bytes = this.#kept.length === 0 ? chunk : Buffer.concat([...this.#kept, chunk]);
    const end = bytes.indexOf(HEAD_END, 0, 'latin1');
    if (end < 0) {
      this.#kept = [bytes];
      this.#malformed = bytes.length > LONGEST_HEAD_BYTES;
      return EMPTY;
    }
    const head = parseHead(bytes.toString('latin1', 0, end));
    if (!START_LINES[this.#side].test(head.startLine)) {
      this.#malformed = true;
      return EMPTY;
    }
    this.#head = head;
    this.#headBytes = end + HEAD_END.length;
    this.#body = frameBody(head, this.#side);
    this.#kept = [bytes.subarray(0, this.#headBytes)];
    return this.#feedBody(bytes.subarray(this.#headBytes), this.#body);
  }

  /** The stream has ended; so has a body that only ends with it. */
  endOfStream(): void {
    this.#ended = this.#body?.endsWithStream ?? false;
  }

  /** The bytes that came since the last call. */
  take(): readonly Buffer[] {
    const taken = this.#kept;
    this.#kept = [];
    return taken;
  }

  /** The message, once it is done; its bytes must not have been taken before. */
  whole(): WholeMessage | undefined {
    if (!this.done || this.#head === undefined || this.#body === undefined) return undefined;
    const bytes = Buffer.concat(this.#kept);
    return { head: this.#head, body: this.#body.content(bytes.subarray(this.#headBytes)), bytes };
  }

  #feedBody(chunk: Buffer, body: BodyFrame): Buffer {
    if (chunk.length === 0 || this.done) return chunk;
    const used = body.take(chunk);
    this.#kept.push(chunk.subarray(0, used));
    return chunk.subarray(used);
  }
}

function parseHead(text: string): Head {
  const end = text.indexOf('\r\n');
  const lowered = `${text.toLowerCase()}\r\n`;
  return {
    startLine: end < 0 ? text : text.slice(0, end),
    header: (name) => {
      const line = `\r\n${name.toLowerCase()}:`;
      const at = lowered.indexOf(line);
      return at < 0 ? undefined : text.slice(at + line.length, lowered.indexOf('\r\n', at + 2)).trim();
    },
  };
}

/** RFC 9112, 6.3, without what DynamoDB has no use for (HEAD, CONNECT). */
function frameBody(head: Head, side: Side): BodyFrame {
  if (side === 'answer' && /^HTTP\/1\.\d (1\d\d|204|304)/.test(head.startLine)) return bodyOfLength(0);
  if (/chunked\s*$/i.test(head.header('transfer-encoding') ?? '')) return bodyInChunks();
  const length = head.header('content-length');
  if (length !== undefined) return bodyOfLength(Number.parseInt(length, 10));
  return side === 'request' ? bodyOfLength(0) : bodyToTheEnd();
}
