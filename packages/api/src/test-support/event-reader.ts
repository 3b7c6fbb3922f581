import { request, type ClientRequest } from 'node:http';
import { systemClock, waitFor } from '@understudy/core';

export interface ReadEvent {
  readonly id?: string;
  readonly name: string;
  readonly data: unknown;
}

const LIMIT_MS = 10_000;

/** Reads a stream of events as a browser does. */
export class EventReader {
  readonly events: ReadEvent[] = [];
  readonly status: Promise<number>;
  #ended = false;
  readonly #request: ClientRequest;

  constructor(address: string, token: string, lastId?: string) {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(lastId !== undefined && { 'last-event-id': lastId }),
    };
    this.#request = request(`${address}/api/v1/events`, { headers });
    this.status = new Promise((resolve) => {
      this.#request.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            this.#take(text.slice(0, end));
            text = text.slice(end + 2);
          }
        });
        response.on('close', () => (this.#ended = true));
        response.on('error', () => (this.#ended = true));
        resolve(response.statusCode ?? 0);
      });
      this.#request.on('error', () => {
        this.#ended = true;
        resolve(0);
      });
    });
    this.#request.end();
  }

  get ended(): boolean {
    return this.#ended;
  }

  get lastId(): string | undefined {
    return this.events.findLast(({ id }) => id !== undefined)?.id;
  }

  named(name: string): readonly ReadEvent[] {
    return this.events.filter((event) => event.name === name);
  }

  close(): void {
    this.#request.destroy();
  }

  /** Waits until the events fit. @throws Error where they do not in time */
  async until(what: string, fits: (reader: this) => boolean): Promise<void> {
    const waited = await waitFor(() => fits(this), { clock: systemClock(), everyMs: 5, limitMs: LIMIT_MS });
    if (!waited.met)
      throw new Error(`Not in time: ${what}. ${JSON.stringify(this.events.map(({ name }) => name))}`);
  }

  #take(block: string): void {
    const lines = new Map(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
    const [name, data, id] = [lines.get('event'), lines.get('data'), lines.get('id')];
    if (name === undefined || data === undefined) return;
    this.events.push({ name, data: JSON.parse(data) as unknown, ...(id !== undefined && { id }) });
  }
}
