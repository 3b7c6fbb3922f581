import type { IncomingMessage } from 'node:http';

/** A body as it came; or why there is none: it is larger than allowed, or its sender has gone. */
export type Received = Buffer | 'too-large' | 'gone';

/** Bytes that are held for requests, all together. */
export class HeldBytes {
  readonly #most: number;
  #held = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get held(): number {
    return this.#held;
  }

  /** Whether there was room; what is taken must be given back. */
  take(bytes: number): boolean {
    if (this.#held + bytes > this.#most) return false;
    this.#held += bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#held -= bytes;
  }
}

/** How many bytes a request says it will send; the most that is allowed where it does not say. */
export function announcedBytes({ headers }: IncomingMessage, most: number): number {
  const announced = Number(headers['content-length'] ?? most);
  return Number.isFinite(announced) ? announced : most;
}

/** Gathers a request's body. Node ends a sender that is too slow (`requestTimeout`), and one whose length is wrong. */
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
