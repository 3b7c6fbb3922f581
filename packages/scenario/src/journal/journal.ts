import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import type { JournalEntry, Outcome } from './types.ts';

/**
 * The workload's own book of its writes, kept apart from all that is under test: in memory for the account, and a
 * line of JSON for each in a file for people.
 */
export class Journal {
  readonly file: string;
  readonly #entries: JournalEntry[] = [];
  readonly #counts: Record<Outcome, number> = { acknowledged: 0, refused: 0, ambiguous: 0 };
  readonly #stream: WriteStream;
  #failure: Error | undefined;

  /** Truncates the file. */
  constructor(file: string) {
    this.file = file;
    this.#stream = createWriteStream(file, { flags: 'w' });
    this.#stream.on('error', (error) => (this.#failure = error));
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  record(entry: JournalEntry): void {
    this.#entries.push(entry);
    this.#counts[entry.outcome] += 1;
    this.#stream.write(`${JSON.stringify(entry)}\n`);
  }

  count(outcome: Outcome): number {
    return this.#counts[outcome];
  }

  /** @throws the file's own error, where it could not be written */
  async close(): Promise<void> {
    if (!this.#stream.destroyed) {
      this.#stream.end();
      await once(this.#stream, 'close');
    }
    if (this.#failure !== undefined) throw this.#failure;
  }
}
