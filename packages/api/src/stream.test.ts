import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  STREAM_EVENTS,
  type AuditEvent,
  type ResetEvent,
  type StreamEventName,
} from '@understudy/api-contract';
import { EventReader, type ReadEvent } from './test-support/event-reader.ts';
import { TestApi } from './test-support/test-api.ts';

let api: TestApi;
let readers: EventReader[];
beforeEach(async () => {
  api = new TestApi();
  readers = [];
  await api.start();
});
afterEach(async () => {
  for (const reader of readers) reader.close();
  await api.close();
});

function listen(lastId?: string, token = api.tokens.viewer): EventReader {
  const reader = new EventReader(api.address, token, lastId);
  readers.push(reader);
  return reader;
}

/** Writes a line of the audit. */
async function write(what: string, atMs = Date.now()): Promise<void> {
  await api.service.control.append({ atMs, id: what, by: 'ada', kind: 'directive', what });
}

/** The lines that a reader knows: of the reset and of the events, by their names. */
function linesOf(reader: EventReader): readonly string[] {
  const reset = reader.named('reset').flatMap(({ data }) => (data as ResetEvent).audit);
  const sent = reader.named('audit').flatMap(({ data }) => (data as AuditEvent).entries);
  return [...reset, ...sent].map(({ what }) => what);
}

const isValid = ({ name, data }: ReadEvent) => {
  const parsed = STREAM_EVENTS[name as StreamEventName].safeParse(data);
  expect([name, parsed.error?.issues]).toEqual([name, undefined]);
  expect(parsed.data).toEqual(data);
};

describe('the stream of events', () => {
  it('begins with the whole state, sends what changes, and beats each second', async () => {
    const reader = listen();
    expect(await reader.status).toBe(200);
    await reader.until('a reset', ({ events }) => events.length > 0);
    expect(reader.events[0]?.name).toBe('reset');
    await api.order('/api/v1/freeze', { reason: 'works', forMs: 60_000 }, { method: 'PUT' });
    const froze = (event: ReadEvent) => JSON.stringify(event.data).includes('"mode":"frozen"');
    await reader.until('the freeze', (each) => each.named('change').some(froze));
    await reader.until('a heartbeat', (each) => each.named('heartbeat').length > 0);
    await reader.until('its line of the audit', (each) =>
      linesOf(each).some((what) => what.startsWith('Froze')),
    );
    for (const event of reader.events) isValid(event);
    const ids = reader.events.flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(reader.named('heartbeat').every(({ id }) => id === undefined)).toBe(true);
  });

  it('goes on behind the last event: nothing is lost, and nothing comes twice', async () => {
    const whole = listen();
    const first = listen();
    await first.until('some changes', (each) => each.named('change').length > 2);
    first.close();
    const { lastId } = first;
    await write('while it was away');
    await whole.until('the line', (each) => linesOf(each).includes('while it was away'));
    const second = listen(lastId);
    await second.until('the line', (each) => linesOf(each).includes('while it was away'));
    await second.until('more', (each) => each.named('change').length > 3);
    expect(second.named('reset')).toEqual([]);
    const idsOf = (reader: EventReader) => reader.events.flatMap(({ id }) => id ?? []);
    const [early, late, all] = [idsOf(first), idsOf(second), idsOf(whole)];
    const joined = [...early, ...late].slice(1);
    const from = all.indexOf(joined[0] ?? '');
    expect(joined.filter((id) => all.includes(id))).toEqual(all.slice(from, from + joined.length));
  });

  it('begins again with the whole state after a restart, and brings the lines of the audit in between once', async () => {
    for (let count = 0; count < 60; count += 1) await write(`before ${String(count)}`);
    await api.stop();
    await api.start();
    const first = listen();
    await write('heard');
    await first.until('the line', (each) => linesOf(each).includes('heard'));
    first.close();
    const { lastId } = first;
    await api.stop();
    const missed = Array.from({ length: 80 }, (_none, count) => `missed ${String(count)}`);
    for (const what of missed) await write(what);
    await api.start();
    const second = listen(lastId);
    await second.until('all lines', (each) => missed.every((what) => linesOf(each).includes(what)));
    expect(second.events[0]?.name).toBe('reset');
    const heard = linesOf(second).filter((what) => what.startsWith('missed'));
    expect(heard.length).toBe(missed.length);
  });
});

describe('a stream', () => {
  it.each(['', 'x', 'no-such.7', '..', `${'a'.repeat(300)}.1`])(
    'takes %j for no id of an event',
    async (lastId) => {
      const reader = listen(lastId);
      await reader.until('a reset', ({ events }) => events.length > 0);
      expect(reader.events[0]?.name).toBe('reset');
    },
  );

  it('has no head', async () => {
    expect((await api.ask('/api/v1/events', { method: 'HEAD', token: api.tokens.viewer })).status).toBe(404);
  });

  it('ends when its token is revoked', async () => {
    const { token } = api.store.create({ name: 'for-a-day', role: 'viewer', createdMs: 0 });
    const reader = listen(undefined, token);
    await reader.until('a reset', ({ events }) => events.length > 0);
    api.store.revoke('for-a-day');
    await reader.until('its end', ({ ended }) => ended);
    expect(await listen(undefined, token).status).toBe(401);
  });

  it('says how old the state is while the control store is down', async () => {
    const reader = listen();
    await reader.until('a reset', ({ events }) => events.length > 0);
    api.service.change.isDown = true;
    const unknown = (event: ReadEvent) => JSON.stringify(event.data).includes('"route":{"known":false');
    await reader.until('the unknown', (each) => each.named('change').some(unknown));
    const ageOf = (event: ReadEvent | undefined) =>
      (event?.data as { ageMs: number } | undefined)?.ageMs ?? 0;
    await reader.until('an old heartbeat', (each) => ageOf(each.named('heartbeat').at(-1)) > 500);
    for (const event of reader.events) isValid(event);
  });
});
