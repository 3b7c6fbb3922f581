import { isUnderstudyError } from '@understudy/core';
import type { ProgramSight } from '@understudy/findings';
import type { Mover } from '@understudy/moves';
import { otherRegion, type FenceStore, type Route, type RouteStore } from '@understudy/route';
import type { CheckFacts } from '@understudy/service';
import { found } from './found.ts';
import type {
  DryRun,
  NotFound,
  OrchestratorFacts,
  ReadinessFacts,
  RecordFacts,
  Refusal,
} from './readiness-facts.ts';

/** What readiness is found out through. */
export interface ReadinessSources {
  readonly routeStore: Pick<RouteStore, 'read'>;
  readonly fences: Pick<FenceStore, 'read'>;
  /** The data regions. */
  readonly regions: readonly string[];
  readonly mover: Pick<Mover, 'preview'>;
  /** What the regions and the witness show to harmless requests: `lookAtService` of @understudy/service. */
  readonly inspect: () => Promise<CheckFacts>;
  readonly credentials: () => ReadinessFacts['credentials'];
  /** Absent where the topology declares none. */
  readonly orchestrators?: () => Promise<OrchestratorFacts>;
  readonly programs: () => Promise<readonly ProgramSight[]> | readonly ProgramSight[];
  /** Absent where the topology declares none. */
  readonly records?: () => Promise<RecordFacts> | RecordFacts;
}

/** Finds out everything that readiness is judged by; what can't be found out is a fact. Nothing is changed. @throws the signal's reason */
export async function lookAtReadiness(
  sources: ReadinessSources,
  signal?: AbortSignal,
): Promise<ReadinessFacts> {
  const { routeStore, fences, regions, inspect, credentials, orchestrators, programs, records } = sources;
  const route = await orNotFound(() => routeStore.read(signal), signal);
  const [service, fenced, dryRuns, observing, running, named] = await Promise.all([
    orNotFound(inspect, signal),
    Promise.all(
      regions.map(async (region) => {
        const fence = await orNotFound(async () => ({ fence: await fences.read(region) }), signal);
        return [region, found(fence) ? fence.fence : fence] as const;
      }),
    ),
    found(route) ? dryRun(sources, route.route, signal) : [],
    orchestrators && orNotFound(orchestrators, signal),
    programs(),
    records?.(),
  ]);
  return {
    route,
    service,
    fences: new Map(fenced),
    dryRuns,
    credentials: credentials(),
    ...(observing !== undefined && { orchestrators: observing }),
    programs: running,
    ...(named !== undefined && { records: named }),
  };
}

/** A switchover has everything against it that a failover has, and more. */
async function dryRun(
  { mover }: ReadinessSources,
  route: Route,
  signal?: AbortSignal,
): Promise<readonly DryRun[]> {
  if (route.phase === 'moving') return [];
  const { writer } = route;
  const standby = otherRegion(route, writer);
  const kind = 'switchover';
  const preview = async (to: string, asIfWriter?: string): Promise<DryRun['refusals']> => {
    try {
      return (await mover.preview({ kind, to, asIfWriter }, signal)).refusals;
    } catch (error) {
      signal?.throwIfAborted();
      return refusalOf(error);
    }
  };
  const [there, back] = await Promise.all([preview(standby), preview(writer, standby)]);
  return [
    { kind, from: writer, to: standby, back: false, refusals: there },
    { kind, from: standby, to: writer, back: true, refusals: back },
  ];
}

/** What the route itself has against a move is thrown, and is a refusal as any other. */
function refusalOf(error: unknown): readonly Refusal[] | NotFound {
  if (!isUnderstudyError(error) || !error.code.startsWith('UND_MOVES_')) return { why: textOf(error) };
  const { code, what, remedy } = error;
  return [{ code, what, remedy }];
}

async function orNotFound<T extends object>(
  look: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T | NotFound> {
  try {
    return await look();
  } catch (error) {
    signal?.throwIfAborted();
    return { why: textOf(error) };
  }
}

function textOf(error: unknown): string {
  if (isUnderstudyError(error)) return `${error.code}: ${error.what}`;
  return error instanceof Error ? error.message : String(error);
}
