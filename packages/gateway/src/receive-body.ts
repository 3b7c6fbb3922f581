import type { IncomingMessage } from 'node:http';

/** A body, or the reason why it is missing: it is too large, or the client disconnected. */
export type Received = Buffer | 'too-large' | 'gone';

/** The bytes of all request bodies in memory. */
export class HeldBytes {
  readonly #most: number;
  #held = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get held(): number {
    return this.#held;
  }

  /** Reserves bytes, unless that would exceed the limit; they must be given back. */
  take(bytes: number): boolean {
    if (this.#held + bytes > this.#most) return false;
    this.#held += bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#held -= bytes;
  }
}

/** The content length of a request; the maximum where it has none. */
export function announcedBytes({ headers }: IncomingMessage, most: number): number {
  const announced = Number(headers['content-length'] ?? most);
  return Number.isFinite(announced) ? announced : most;
}

/** Reads a request's body. Node disconnects a client that is too slow (`requestTimeout`) or sends a wrong length. */
export function receiveBody(request: IncomingMessage, most: number): Promise<Received> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > most) {
        chunks.length = 0;
        resolve('too-large');
      } else chunks.push(chunk);
    });
    request.on('end', () => {
      const [only, ...more] = chunks;
      resolve(only === undefined ? NOTHING : more.length === 0 ? only : Buffer.concat(chunks, bytes));
    });
    request.on('close', () => {
      resolve('gone');
    });
    request.on('error', () => {
      resolve('gone');
    });
  });
}

const NOTHING = Buffer.alloc(0);
