import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AuditEvent, ResetEvent } from '@understudy/api-contract';
import { systemClock, waitFor } from '@understudy/core';
import { EventReader } from './test-support/event-reader.ts';
import { runLoad } from './test-support/run-load.ts';
import { TestApi } from './test-support/test-api.ts';

const STREAMS = 100;
const PER_SECOND = 200;
const SECONDS = 60;
const LIMIT_MS = 240_000;
const clock = systemClock();

const api = new TestApi({ everyMs: 1_000 });
beforeAll(() => api.start());
afterAll(() => api.close());

function namesOf(reader: EventReader): readonly string[] {
  return [
    ...reader.named('reset').flatMap(({ data }) => (data as ResetEvent).audit),
    ...reader.named('audit').flatMap(({ data }) => (data as AuditEvent).entries),
  ].map(({ what }) => what);
}

it(
  `answers ${String(PER_SECOND)} requests a second beside ${String(STREAMS)} streams`,
  async () => {
    const { address, tokens } = api;
    const asked = {
      address,
      token: tokens.viewer,
      streams: STREAMS,
      perSecond: PER_SECOND,
      seconds: SECONDS,
    };
    const figures = await runLoad(asked);
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    expect([figures.requests, figures.refused]).toEqual([PER_SECOND * SECONDS, 0]);
    expect(figures.streamed).toBeGreaterThan(STREAMS * SECONDS * 100);
  },
  LIMIT_MS,
);

it(
  `loses and repeats nothing on ${String(STREAMS)} streams within a minute, a restart included`,
  async () => {
    const heard: string[][] = Array.from({ length: STREAMS }, () => []);
    const written: string[] = [];
    const write = async (count: number) => {
      const what = `line ${String(count)}`;
      written.push(what);
      const entry = {
        atMs: clock.wallMs(),
        id: `l-${String(count)}`,
        by: 'ada',
        kind: 'step',
        what,
      } as const;
      await api.service.control.append(entry);
    };
    const open = (ids: readonly (string | undefined)[]) =>
      ids.map((id) => new EventReader(api.address, api.tokens.viewer, id));
    const before = open(heard.map(() => undefined));
    await Promise.all(before.map((reader) => reader.until('a reset', ({ events }) => events.length > 0)));
    for (let count = 0; count < SECONDS * 10; count += 1) {
      await write(count);
      await clock.sleep(100);
    }
    before.forEach((reader, at) => heard[at]?.push(...namesOf(reader)));
    for (const reader of before) reader.close();
    await api.stop();
    for (let count = 0; count < 40; count += 1) await write(10_000 + count);
    await api.start();
    const after = open(before.map(({ lastId }) => lastId));
    const last = written.at(-1) ?? '';
    const all = () => after.every((reader) => namesOf(reader).includes(last));
    expect((await waitFor(all, { clock, everyMs: 50, limitMs: 30_000 })).met).toBe(true);
    after.forEach((reader, at) => {
      // A reset holds the last lines, and older ones that were missed follow it: a client knows each by its name.
      const known = new Set(heard[at]);
      expect(known.size).toBe(heard[at]?.length);
      const lines = [...known, ...namesOf(reader).filter((what) => !known.has(what))];
      expect(lines.sort()).toEqual([...written].sort());
      const sent = reader
        .named('audit')
        .flatMap(({ data }) => (data as AuditEvent).entries.map(({ entry }) => entry));
      expect(new Set(sent).size).toBe(sent.length);
      reader.close();
    });
  },
  LIMIT_MS,
);
