import type { SceneNotes } from '../stage.ts';
import type { Clock } from '@understudy/core';
import type { Route, RouteStore } from '@understudy/route';
import type { LocalCloud } from '@understudy/sandbox';
import type { LinkStatus } from '@understudy/links';
import { sceneLinks, sceneRegions, sceneRoute } from './compose-scene.ts';
import { type Phases, type TrafficMeter, type Journal } from '@understudy/scenario';
import type { Screen } from './open-screen.ts';

export interface ViewOptions {
  readonly screen: Screen;
  readonly clock: Clock;
  readonly elapsedMs: () => number;
  readonly cloud: LocalCloud;
  readonly regions: readonly [string, string];
  readonly store: RouteStore;
  readonly linkStatuses: (signal: AbortSignal) => Promise<readonly LinkStatus[]>;
  readonly phases: Phases;
  readonly meter: TrafficMeter;
  readonly journal: Journal;
  readonly notes: SceneNotes;
}

const LOOK_EVERY_MS = 500;
const DRAW_EVERY_MS = 250;

/** Looks at the service and shows it until it is stopped; what can't be asked now is shown as it was. */
export function keepView(options: ViewOptions): { stop(): Promise<void> } {
  const { screen, clock, elapsedMs, cloud, regions, store, linkStatuses, phases, meter, journal, notes } =
    options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let route: Route | undefined;
  let statuses: readonly LinkStatus[] = [];
  const [first, second] = regions;

  const repeat = async (everyMs: number, action: () => Promise<void> | void) => {
    while (!signal.aborted) {
      await action();
      await clock.sleep(everyMs, signal).catch(() => undefined);
    }
  };
  const look = async () => {
    const [read, told] = await Promise.allSettled([store.read(signal), linkStatuses(signal)]);
    if (read.status === 'fulfilled') route = read.value.route;
    if (told.status === 'fulfilled') statuses = told.value;
  };
  const draw = () => {
    const seen = route === undefined ? undefined : sceneRoute(route);
    screen.show({
      elapsedMs: elapsedMs(),
      phase: phases.now,
      ...(seen === undefined ? {} : { route: seen }),
      regions: sceneRegions(
        cloud.regions.map(({ name, state }) => ({
          name,
          up: state === 'running',
          isWitness: name === cloud.witness.name,
        })),
        seen?.writer,
      ),
      traffic: meter.rates(elapsedMs()),
      links: sceneLinks(statuses, [
        [first, second],
        [second, first],
      ]),
      acknowledged: journal.count('acknowledged'),
      withoutAnswer: journal.count('ambiguous'),
      inLedger: sceneLinks(statuses, [
        [first, second],
        [second, first],
      ]).reduce((sum, { lost }) => sum + lost, 0),
      ...(notes.missingAtPromotion === undefined ? {} : { missingAtPromotion: notes.missingAtPromotion }),
    });
  };
  const loops = Promise.all([repeat(LOOK_EVERY_MS, look), repeat(DRAW_EVERY_MS, draw)]);
  return {
    stop: async () => {
      stopping.abort();
      await loops;
    },
  };
}
