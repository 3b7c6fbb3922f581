import { backoffMs, type Clock, type Randomness } from '@understudy/core';
import { EventParser, type StreamEvent } from './event-parser.ts';

export interface EventStreamOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly onEvent: (event: StreamEvent) => void;
  /** Called at each loss, with the reason for people; the stream is tried again until `signal` is aborted. */
  readonly onLoss: (why: string) => void;
  /** The session has ended: the stream is not tried again. */
  readonly onRefused: () => void;
  readonly signal: AbortSignal;
}

/** The API sends a beat each second; a connection without any for so long is dead, whatever the browser says of it. */
const SILENCE_MS = 5000;
const BACKOFF = { firstMs: 500, mostMs: 5000 };

class Refused extends Error {}

/**
 * Follows the events of the API: after a loss it asks again from the last id on, with growing pauses, so that nothing is lost or repeated.
 * Resolves once the signal is aborted or the session has ended.
 */
export async function followEvents(options: EventStreamOptions): Promise<void> {
  const { clock, randomness, signal, onLoss, onRefused } = options;
  const isOver = () => signal.aborted;
  let lastId: string | undefined;
  let attempt = 0;
  while (!isOver()) {
    try {
      await followOnce(options, lastId, (event) => {
        attempt = 0;
        lastId = event.id ?? lastId;
        options.onEvent(event);
      });
      onLoss('The connection was closed by the API.');
    } catch (error) {
      if (isOver()) return;
      if (error instanceof Refused) {
        onRefused();
        return;
      }
      onLoss(whyOf(error));
    }
    attempt += 1;
    await clock.sleep(backoffMs(attempt, BACKOFF, randomness), signal).catch(() => undefined);
  }
}

async function followOnce(
  { url, fetch, signal, clock }: EventStreamOptions,
  lastId: string | undefined,
  take: (event: StreamEvent) => void,
): Promise<void> {
  const silence = new AbortController();
  const both = AbortSignal.any([signal, silence.signal]);
  const watch = new SilenceWatch(clock, silence);
  try {
    const headers = {
      accept: 'text/event-stream',
      ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
    };
    const response = await fetch(url, { headers, signal: both, cache: 'no-store' });
    if (response.status === 401) throw new Refused();
    if (!response.ok || response.body === null) throw new Error(`The API answers ${response.status}.`);
    const parser = new EventParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      watch.heard();
      for (const event of parser.push(value)) take(event);
    }
  } finally {
    watch.stop();
    silence.abort();
  }
}

/** Aborts a connection on which nothing came for `SILENCE_MS`. */
class SilenceWatch {
  readonly #clock: Clock;
  readonly #connection: AbortController;
  #ended = new AbortController();

  constructor(clock: Clock, connection: AbortController) {
    this.#clock = clock;
    this.#connection = connection;
    this.#start();
  }

  heard(): void {
    this.#ended.abort();
    this.#ended = new AbortController();
    this.#start();
  }

  stop(): void {
    this.#ended.abort();
  }

  #start(): void {
    const { signal } = this.#ended;
    this.#clock.sleep(SILENCE_MS, signal).then(
      () => this.#connection.abort(new Error(`Nothing came for ${SILENCE_MS / 1000} s.`)),
      () => undefined,
    );
  }
}

function whyOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'The API does not answer.';
}
