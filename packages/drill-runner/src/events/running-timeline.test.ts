import { expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import type { DrillEvent } from '@understudy/drills';
import { DrillLog } from '../drill-log.ts';
import type { Parts } from '../stage/read-parts.ts';
import type { Stage } from '../stage/stage.ts';
import { RunningTimeline } from './running-timeline.ts';

const TIMELINE: readonly DrillEvent[] = [
  { do: 'set-load', at: 3_000, after: 'start', perSecond: 40 },
  { do: 'pause-replicator', at: 1_000, after: 'start', for: 1_500 },
  { do: 'pause-replicator', at: 200, after: 'claim' },
];

function playTimeline() {
  const clock = new ManualClock();
  const did: (readonly [number, string])[] = [];
  const note = (what: string) => did.push([clock.monotonicMs(), what]);
  const stage = {
    clock,
    replicator: { signal: (name: string) => note(name) > 0 },
    workload: { setRate: (perSecond: number) => note(`${String(perSecond)}/s`) },
  } as unknown as Stage;
  const log = new DrillLog(
    () => clock.monotonicMs(),
    () => undefined,
  );
  const timeline = new RunningTimeline(TIMELINE, stage, {} as Parts, log);
  return { clock, did, log, timeline };
}

it('begins and ends each event at its time, counted from its anchor', async () => {
  const { clock, did, log, timeline } = playTimeline();
  const { signal } = new AbortController();
  const running = timeline.run('start', signal);
  await clock.advance(5_000);
  await running;
  const claimed = timeline.run('claim', signal);
  await clock.advance(1_000);
  await claimed;
  const before = [
    [1_000, 'SIGSTOP'],
    [2_500, 'SIGCONT'],
    [3_000, '40/s'],
    [5_200, 'SIGSTOP'],
  ];
  expect(did).toEqual(before);

  await timeline.endAll();
  await timeline.endAll();
  expect(did).toEqual([...before, [6_000, 'SIGCONT']]);
  expect(log.faults).toEqual([
    { what: 'pauses the replicator', beganMs: 1_000, endedMs: 2_500 },
    { what: 'sends 40 requests per second', beganMs: 3_000 },
    { what: 'pauses the replicator', beganMs: 5_200, endedMs: 6_000 },
  ]);
});

it('begins nothing after its signal, and still ends what lasts', async () => {
  const { clock, did, timeline } = playTimeline();
  const stop = new AbortController();
  const running = timeline.run('start', stop.signal).catch((error: unknown) => error);
  await clock.advance(1_200);
  stop.abort(new Error('stopped'));
  expect(await running).toEqual(new Error('stopped'));
  await timeline.endAll();
  await clock.advance(5_000);
  expect(did).toEqual([
    [1_000, 'SIGSTOP'],
    [1_200, 'SIGCONT'],
  ]);
});

it('ends what earlier events did to a region that is restored, and nothing else', async () => {
  const clock = new ManualClock();
  const did: string[] = [];
  const region = {
    pause: () => did.push('pause'),
    resume: () => did.push('resume'),
  };
  const parts = { writer: region, standby: region } as unknown as Parts;
  const timeline: readonly DrillEvent[] = [
    { do: 'pause-region', at: 0, after: 'start', region: 'writer' },
    { do: 'pause-region', at: 0, after: 'start', region: 'standby' },
    { do: 'restore-region', at: 1_000, after: 'start', region: 'writer' },
  ];
  const log = new DrillLog(
    () => clock.monotonicMs(),
    () => undefined,
  );
  const running = new RunningTimeline(timeline, { clock } as unknown as Stage, parts, log);
  const run = running.run('start', new AbortController().signal);
  await clock.advance(2_000);
  await run;
  expect(did).toEqual(['pause', 'pause', 'resume']);
  expect(log.faults.map(({ what, endedMs }) => [what, endedMs])).toEqual([
    ['pauses the writer', 1_000],
    ['pauses the standby', undefined],
    ['ends what was done to the writer', undefined],
  ]);
});
