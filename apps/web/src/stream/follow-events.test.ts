import { describe, expect, it } from '@jest/globals';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import type { StreamEvent } from './event-parser.ts';
import { followEvents } from './follow-events.ts';

interface Request {
  readonly lastId: string | null;
  readonly signal: AbortSignal;
  readonly answer: (response: Response) => void;
  readonly fail: (error: Error) => void;
}

const TEXT = new TextEncoder();

function start() {
  const clock = new ManualClock();
  const stop = new AbortController();
  const requests: Request[] = [];
  const events: StreamEvent[] = [];
  const losses: string[] = [];
  let refused = 0;
  const ended = followEvents({
    url: '/events',
    clock,
    randomness: seededRandomness(1),
    signal: stop.signal,
    fetch: (_url, { headers, signal }) =>
      new Promise((answer, fail) => {
        signal?.addEventListener('abort', () => fail(signal.reason as Error));
        requests.push({
          lastId: new Headers(headers).get('last-event-id'),
          signal: signal ?? stop.signal,
          answer,
          fail,
        });
      }),
    onEvent: (event) => events.push(event),
    onLoss: (why) => losses.push(why),
    onRefused: () => (refused += 1),
  });
  return { clock, stop, requests, events, losses, ended, refusedTimes: () => refused };
}

/** A body that stays open until it is closed, or its request is aborted. */
function openBody(signal?: AbortSignal) {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  signal?.addEventListener('abort', () => controller.error(signal.reason));
  return {
    body,
    push: (text: string) => controller.enqueue(TEXT.encode(text)),
    close: () => controller.close(),
  };
}

const turns = async () => {
  for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('followEvents', () => {
  it('asks again from the last id on after the connection was closed', async () => {
    const { clock, stop, requests, events, losses, ended } = start();
    const { body, push, close } = openBody(requests[0]?.signal);
    requests[0]?.answer(new Response(body));
    push('id: a-7\nevent: snapshot\ndata: {}\n\n');
    await turns();
    expect(events).toEqual([{ kind: 'snapshot', data: '{}', id: 'a-7' }]);
    close();
    await turns();
    expect(losses).toEqual(['The connection was closed by the API.']);
    await clock.advance(500);
    await turns();
    expect(requests.map(({ lastId }) => lastId)).toEqual([null, 'a-7']);
    stop.abort();
    await ended;
  });

  it('gives up a connection on which nothing comes', async () => {
    const { clock, stop, requests, losses, ended } = start();
    requests[0]?.answer(new Response(openBody(requests.at(0)?.signal).body));
    await turns();
    await clock.advance(5000);
    await turns();
    expect(losses).toEqual(['Nothing came for 5 s.']);
    stop.abort();
    await ended;
  });

  it('ends where the session has ended, and does not ask again', async () => {
    const { requests, ended, refusedTimes } = start();
    requests[0]?.answer(new Response('', { status: 401 }));
    await ended;
    expect(refusedTimes()).toBe(1);
    expect(requests).toHaveLength(1);
  });

  it('pauses longer after each failure, at most 5 s', async () => {
    const { clock, stop, requests, losses, ended } = start();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      requests.at(-1)?.fail(new TypeError('Failed to fetch'));
      await turns();
      await clock.advance(5000);
      await turns();
    }
    expect(losses).toHaveLength(6);
    expect(requests).toHaveLength(7);
    stop.abort();
    await ended;
  });
});
