import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import type { ObserverReport } from '@understudy/findings';
import { ReportLoop } from './report-loop.ts';

const clock = new ManualClock();
let reports: ObserverReport[];
let answered: boolean[];
let events: string[];
let away: boolean;
let loop: ReportLoop;

beforeEach(() => {
  [reports, answered, events, away] = [[], [], [], false];
  loop = new ReportLoop({
    facts: { observer: 'orch-1', place: 'newark', instance: 'x', version: '1.0.0', topology: 't' },
    control: {
      writeReport: async (report) => {
        if (away) throw new Error('The store is away.');
        reports.push(report);
      },
    },
    look: (storeAnswers) => {
      answered.push(storeAnswers);
      return { regions: [], doubts: [] };
    },
    clock,
    everyMs: 1_000,
    onEvent: (name) => events.push(name),
  });
  loop.start();
});
afterEach(() => loop.stop());

it('reports regularly, and at once where an opinion has changed', async () => {
  await clock.advance(2_500);
  expect(reports.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  loop.hurry();
  await clock.advance(1);
  expect(reports).toHaveLength(4);
  await clock.advance(998);
  expect(reports).toHaveLength(4);
  await clock.advance(1);
  expect(reports).toHaveLength(5);
});

it('says when reports are lost and stored again, and tells its eyes', async () => {
  await clock.advance(10);
  away = true;
  await clock.advance(3_000);
  expect([events, loop.stored]).toEqual([['report.failed'], false]);
  expect(answered.at(-1)).toBe(false);
  away = false;
  await clock.advance(1_000);
  expect([events, loop.stored]).toEqual([['report.failed', 'report.stored'], true]);
  expect(reports.at(-1)?.sequence).toBe(5);
});
