/** Where a message's body ends, found out as its bytes come. */
export interface BodyFrame {
  /** How many of these bytes, from the first on, are the body's. */
  take(chunk: Buffer): number;
  readonly done: boolean;
  /** Whether the end of the stream is the end of the body. */
  readonly endsWithStream: boolean;
  /** The content of all the bytes that were taken. */
  content(bytes: Buffer): Buffer;
}

const LF = 0x0a;

/** A body of so many bytes. */
export function bodyOfLength(length: number): BodyFrame {
  let missing = length;
  return {
    take: (chunk) => {
      const used = Math.min(missing, chunk.length);
      missing -= used;
      return used;
    },
    get done() {
      return missing === 0;
    },
    endsWithStream: false,
    content: (bytes) => bytes,
  };
}

/** A body that ends when the connection does. */
export function bodyToTheEnd(): BodyFrame {
  return { take: (chunk) => chunk.length, done: false, endsWithStream: true, content: (bytes) => bytes };
}

/** A body in chunks (RFC 9112, 7.1): sizes on separate lines, an empty chunk, trailers, an empty line. */
export function bodyInChunks(): BodyFrame {
  const data: Buffer[] = [];
  let phase: 'size' | 'data' | 'data-end' | 'trailer' | 'done' = 'size';
  let line = '';
  let missing = 0;

  const endOfLine = (text: string) => {
    if (phase === 'size') {
      missing = Number.parseInt(text, 16);
      phase = missing > 0 ? 'data' : 'trailer';
    } else if (phase === 'data-end') {
      phase = 'size';
    } else if (text === '') {
      phase = 'done';
    }
  };
  return {
    take: (chunk) => {
      let at = 0;
      while (at < chunk.length && phase !== 'done') {
        if (phase === 'data') {
          const used = Math.min(missing, chunk.length - at);
          data.push(chunk.subarray(at, at + used));
          missing -= used;
          at += used;
          if (missing === 0) phase = 'data-end';
          continue;
        }
        const end = chunk.indexOf(LF, at);
        line += chunk.toString('latin1', at, end < 0 ? chunk.length : end);
        at = end < 0 ? chunk.length : end + 1;
        if (end < 0) continue;
        endOfLine(line.trimEnd());
        line = '';
      }
      return at;
    },
    get done() {
      return phase === 'done';
    },
    endsWithStream: false,
    content: () => Buffer.concat(data),
  };
}
