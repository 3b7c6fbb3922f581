import { Observer } from '@understudy/observers';
import {
  countLedger,
  type Journal,
  type LocalService,
  type OpenedWorkload,
  type Programs,
} from '@understudy/scenario';
import type { LocalCloud } from '@understudy/sandbox';
import type { DrillRun } from '../drill-run.ts';
import { composeScene } from './compose-scene.ts';

export interface ViewContext extends DrillRun, Pick<OpenedWorkload, 'meter'>, Pick<Programs, 'replicator'> {
  readonly cloud: LocalCloud;
  readonly service: LocalService;
  readonly journal: Journal;
}

const LOOK_EVERY_MS = 500;
/** A look at the ledger reads all of its heads. */
const COUNT_EVERY_MS = 2_000;
const LOOK_LIMIT_MS = 2_000;
const DRAW_EVERY_MS = 250;

/** Step: observes the service and draws what there is to see, until the run ends. */
export async function openView(context: ViewContext): Promise<void> {
  const { cloud, service, replicator, meter, journal, screen, phases, notes, clock, elapsedMs, resources } =
    context;
  const every = { clock, everyMs: LOOK_EVERY_MS, limitMs: LOOK_LIMIT_MS };
  const readRoute = async (signal: AbortSignal) => (await service.routeStore.read(signal)).route;
  const route = resources.use(new Observer({ target: 'the route', look: readRoute, ...every }).start());
  const links = resources.use(
    new Observer({ target: 'the links', look: replicator.statuses, ...every }).start(),
  );
  const readLedger = (signal: AbortSignal) => countLedger(service, signal);
  const ledger = resources.use(
    new Observer({ ...every, target: 'the ledger', look: readLedger, everyMs: COUNT_EVERY_MS }).start(),
  );
  const draw = () => {
    screen.show(
      composeScene({
        elapsedMs: elapsedMs(),
        phase: phases.now,
        route: route.observation,
        links: links.observation,
        ledger: ledger.observation,
        regions: cloud.regions.map(({ name, state }) => ({
          name,
          up: state === 'running',
          isWitness: name === cloud.witness.name,
        })),
        pair: service.regions,
        traffic: meter.rates(elapsedMs()),
        acknowledged: journal.count('acknowledged'),
        withoutAnswer: journal.count('ambiguous'),
        ...notes,
      }),
    );
  };
  const stopping = new AbortController();
  const drawing = (async () => {
    while (!stopping.signal.aborted) {
      draw();
      await clock.sleep(DRAW_EVERY_MS, stopping.signal).catch(() => undefined);
    }
  })();
  resources.defer(async () => {
    stopping.abort(new Error('The view is closed.'));
    await drawing;
  });
}
