import { codeTrouble, type CommandContext } from '@understudy/command-line';
import { openControlStore } from '@understudy/control-store';
import type { UnderstudyError } from '@understudy/core';
import { listScenarios } from '@understudy/drills';
import { loadTopology, type OpenedService } from '@understudy/service';
import { awaitCredentials } from '../await-credentials.ts';
import { readMoves } from '../move-report/read-moves.ts';
import { openPatientService } from '../open-patient-service.ts';
import { readPlan } from '../orchestration/read-plan.ts';
import { lookAtProgram } from '../readiness/look-at-program.ts';
import { isNotSetUp } from '../status/is-not-set-up.ts';
import { readServiceStatus } from '../status/read-service-status.ts';
import type { NotRead, Sights, Source } from './sights.ts';

export interface SightsRequest {
  readonly file: string;
  readonly sources: readonly Source[];
  /** Moves at most. */
  readonly limit: number;
}

export type ReadSights = (request: SightsRequest, context: CommandContext) => Promise<Sights>;

/**
 * Reads what the sources name, all at once; what can't be read is part of the answer, and waits for nothing else.
 * @throws ServiceError and TopologyError for the file; the signal's reason
 */
export const readSights: ReadSights = async ({ file, sources, limit }, context) => {
  const { clock, signal } = context;
  const topology = loadTopology(file);
  const service = openPatientService(topology, context);
  const store = openControlStore(service);
  const asks = (source: Source) => sources.includes(source);
  try {
    await awaitCredentials(service);
    const [regions, plan, moves, intents, programs, scenarios] = await Promise.all([
      asks('regions') ? readRegions(service, context) : {},
      asks('control') && topology.orchestrator !== undefined
        ? orNotRead(readPlan({ topology, routeStore: service.routeStore, store }, clock, signal), signal)
        : undefined,
      asks('moves') && topology.orchestrator !== undefined
        ? orNotRead(readMoves(store, limit, signal), signal)
        : undefined,
      asks('intents') && topology.orchestrator !== undefined
        ? orNotRead(store.readIntents(signal), signal)
        : undefined,
      asks('programs')
        ? Promise.all(
            (topology.orchestrator?.programs ?? []).map((program) => lookAtProgram(program, clock, signal)),
          )
        : undefined,
      asks('scenarios') ? listScenarios() : undefined,
    ]);
    signal.throwIfAborted();
    return {
      topology,
      atMs: clock.wallMs(),
      ...regions,
      ...(plan && { plan }),
      ...(moves && { moves }),
      ...(intents && { intents }),
      ...(programs && { programs }),
      ...(scenarios && { scenarios }),
    };
  } finally {
    await service.close();
  }
};

async function readRegions(
  service: OpenedService,
  { clock }: CommandContext,
): Promise<Pick<Sights, 'status' | 'routeError'>> {
  const { status, routeError } = await readServiceStatus(service, clock);
  const failed: UnderstudyError | undefined =
    routeError === undefined || isNotSetUp(status) ? undefined : codeTrouble(routeError);
  return { status, ...(failed && { routeError: failed }) };
}

async function orNotRead<T extends object>(reading: Promise<T>, signal: AbortSignal): Promise<T | NotRead> {
  try {
    return await reading;
  } catch (error) {
    signal.throwIfAborted();
    return { error: codeTrouble(error) };
  }
}
