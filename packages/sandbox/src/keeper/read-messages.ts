import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Ended } from '../process/launch-process.ts';

/** What a borrower sends, a line of JSON each: whom the server is for, and that it comes back as good as it was. */
export type Request = { readonly region: string } | { readonly giveBack: true };

/** What the keeper answers: the server, or that it has none; later, that the server's process has ended. */
export type Answer =
  | { readonly port: number; readonly pid: number; readonly directory: string }
  | { readonly none: string }
  | { readonly ended: Ended };

export function encodeMessage(message: Request | Answer): string {
  return `${JSON.stringify(message)}\n`;
}

/** The messages that come on a connection, until it closes. */
export async function* readMessages<T extends Request | Answer>(stream: Readable): AsyncGenerator<T> {
  for await (const line of createInterface({ input: stream })) yield JSON.parse(line) as T;
}
