import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { parseScenario, type DrillEvent, type Scenario } from '@understudy/drills';
import type { JournalEntry } from '@understudy/scenario';
import { DrillLog } from '../drill-log.ts';
import { RunningTimeline } from '../events/running-timeline.ts';
import type { Parts } from '../stage/read-parts.ts';
import type { Stage } from '../stage/stage.ts';
import { written } from '../test-support/written.ts';
import type { RouteWatch } from './route-watch.ts';
import { watchDrill } from './watch-drill.ts';

const TEXT = `title: A test
about: Nothing but a test.
timeline:
  - { at: 1s, do: set-load, perSecond: 10 }
  - { at: 500ms, after: claim, do: set-load, perSecond: 20 }
  - { at: 4s, after: promotion, do: set-load, perSecond: 30 }
watch: { for: 5s, atMost: 30s }
expect: { writer: moves, failedWrites: 0, withoutWrites: 5s }
stopWhen: { withoutWrites: 12s }
`;

function watch(scenario: Scenario = parseScenario(TEXT, { name: 'test', file: 'test' })) {
  const clock = new ManualClock();
  const entries: JournalEntry[] = [];
  const rates: (readonly [number, number])[] = [];
  const routes = {
    claims: new Map<string, number>(),
    promotions: [] as RouteWatch['promotions'],
    steps: new Set<string>(),
  };
  const aborting = new AbortController();
  const stage = {
    clock,
    signal: aborting.signal,
    elapsedMs: () => clock.monotonicMs(),
    journal: { entries },
    workload: { setRate: (rate: number) => rates.push([clock.monotonicMs(), rate]) },
  } as unknown as Stage;
  const log = new DrillLog(stage.elapsedMs, () => undefined);
  const timeline = new RunningTimeline(scenario.timeline, stage, {} as Parts, log);
  let promoted = 0;
  const onPromoted = async () => {
    promoted += 1;
  };
  const watched = watchDrill({
    scenario,
    stage,
    log,
    timeline,
    routes: routes as unknown as RouteWatch,
    fromMs: 0,
    onPromoted,
  });
  const ended = watched.then(
    (stopped) => ({ stopped, atMs: clock.monotonicMs() }),
    (error: unknown) => ({ error }),
  );
  const promote = () => {
    const atMs = clock.monotonicMs();
    routes.promotions.push({ from: 'us-east-1', to: 'eu-central-1', atMs });
    entries.push(written(atMs + 1, { region: 'eu-central-1' }));
  };
  return { clock, entries, rates, routes, aborting, ended, promote, counted: () => promoted };
}

describe('watchDrill', () => {
  it('counts events from the claim and the promotion, and waits for those that have begun to count', async () => {
    const { clock, rates, routes, ended, promote, counted } = watch();
    await clock.advance(2_000);
    routes.claims.set('one', 2_000);
    await clock.advance(4_000);
    promote();
    await clock.advance(5_000);
    expect(await ended).toEqual({ stopped: undefined, atMs: 10_050 });
    expect(rates).toEqual([
      [1_000, 10],
      [2_550, 20],
      [10_050, 30],
    ]);
    expect(counted()).toBe(1);
  });

  it('counts events from the step of a move in which it is seen', async () => {
    const scenario = parseScenario(TEXT.replace('after: claim', 'after: drained'), {
      name: 'test',
      file: 'test',
    });
    const { clock, rates, routes } = watch(scenario);
    await clock.advance(2_000);
    routes.claims.set('one', 2_000);
    routes.steps.add('waited');
    await clock.advance(1_000);
    routes.steps.add('drained');
    await clock.advance(1_000);
    expect(rates).toEqual([
      [1_000, 10],
      [3_550, 20],
    ]);
  });

  it('gives a writer that does not move up its time, and no more', async () => {
    const { clock, entries, ended } = watch();
    for (let second = 1; second <= 31; second += 1) {
      entries.push(written(clock.monotonicMs() + 1, { region: 'us-east-1' }));
      await clock.advance(1_000);
    }
    expect(await ended).toEqual({ stopped: undefined, atMs: 30_000 });
  });

  it('stops where a condition is met', async () => {
    const { clock, ended } = watch();
    await clock.advance(13_000);
    expect(await ended).toEqual({
      stopped: { by: 'condition', why: 'no write was acknowledged for 12 s.' },
      atMs: 12_050,
    });
  });

  it('ends with what an event throws, and with its signal', async () => {
    const broken = parseScenario(TEXT, { name: 'test', file: 'test' });
    const event: DrillEvent = { do: 'pause-region', region: 'writer', at: 0, after: 'start' };
    const first = watch({ ...broken, timeline: [event] });
    await first.clock.advance(1_000);
    expect(await first.ended).toMatchObject({ error: expect.any(TypeError) as unknown });

    const second = watch();
    await second.clock.advance(500);
    second.aborting.abort(new Error('Ctrl-C'));
    expect(await second.ended).toEqual({ error: new Error('Ctrl-C') });
    await second.clock.advance(5_000);
    expect(second.rates).toEqual([]);
  });
});
