import { codeTrouble, type CommandContext } from '@understudy/command-line';
import { waitFor } from '@understudy/core';
import { conditionKind } from '@understudy/findings';
import { RegionEyes, type Eyes } from '@understudy/orchestrator';
import { loadTopology, openService } from '@understudy/service';
import type { RouteStore } from '@understudy/route';
import { CliError } from '../errors.ts';
import type { ObservedService } from './observed-service.ts';
import { renderObserved } from './render-observed.ts';

export interface ObserveParties {
  readonly service: string;
  readonly regions: readonly string[];
  readonly witness: string;
  readonly eyes: Eyes;
  readonly routeStore: Pick<RouteStore, 'read'>;
  /** Of a look, in ms. */
  readonly limitMs: number;
}

const DEFAULT_LOOKS = { lookEveryMs: 500, lookLimitMs: 1_000, looks: 3 };
const EVERY_MS = 20;
/** Credentials and a first connection take their time, in ms. */
const MARGIN_MS = 5_000;

/**
 * Looks once at both regions and the witness from this machine, by the looks of an orchestrator.
 * @throws CliError `UND_CLI_NOT_SEEN` where one does not answer; ServiceError and TopologyError for the file
 */
export async function runObserve(
  { file, name }: { readonly file: string; readonly name: string | undefined },
  context: CommandContext,
): Promise<void> {
  const { clock, randomness } = context;
  const topology = loadTopology(file);
  const service = openService(topology, { clock, randomness });
  const settings = topology.orchestrator ?? DEFAULT_LOOKS;
  const observer = name ?? `by-hand-${context.user}`;
  try {
    const { regions, routeStore } = service;
    const witness = topology.regions.witness.endpoints.map((endpoint) => endpoint.name).join(', ');
    const eyes = new RegionEyes({ service, observer, settings, clock });
    const limitMs = 2 * settings.lookLimitMs + MARGIN_MS;
    await observeOnce({ service: topology.service, regions, witness, eyes, routeStore, limitMs }, context);
  } finally {
    await service.close();
  }
}

/** @throws CliError `UND_CLI_NOT_SEEN` */
export async function observeOnce(parties: ObserveParties, context: CommandContext): Promise<void> {
  const observed = await look(parties, context);
  context.result(observed, renderObserved);
  const silent = parties.regions.filter((region) => {
    const sight = observed.regions.find((each) => each.region === region);
    return sight === undefined || conditionKind(sight.condition) !== 'answer';
  });
  const away = [...silent, ...(observed.witness.why === undefined ? [] : [parties.witness])];
  if (away.length === 0) return;
  throw new CliError('UND_CLI_NOT_SEEN', {
    what: `From this machine ${away.join(', ')} did not answer as ${away.length === 1 ? 'it' : 'they'} should.`,
    details: { away },
  });
}

async function look(
  { service, regions, witness, eyes, routeStore, limitMs }: ObserveParties,
  { clock, signal }: CommandContext,
): Promise<ObservedService> {
  const startedMs = clock.monotonicMs();
  eyes.start(() => undefined);
  try {
    const [answer] = await Promise.all([
      routeStore.read(signal).then(
        () => ({ tookMs: clock.monotonicMs() - startedMs }),
        (error: unknown) => {
          const { code, what } = codeTrouble(error);
          return { why: `${code}: ${what}` };
        },
      ),
      waitFor(() => eyes.sights().length === regions.length, { clock, everyMs: EVERY_MS, limitMs, signal }),
    ]);
    signal.throwIfAborted();
    return {
      service,
      atMs: clock.wallMs(),
      regions: eyes.sights(),
      witness: { name: witness, ...answer },
      doubts: eyes.doubts('tookMs' in answer),
    };
  } finally {
    await eyes.stop();
  }
}
