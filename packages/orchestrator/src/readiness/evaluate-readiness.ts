import type { ProgramSight, Readiness, ServiceView } from '@understudy/findings';
import type { Mover } from '@understudy/moves';
import { silentAfterMs } from '../decide/count-votes.ts';
import type { FurtherWatches } from '../observe/further-watches.ts';
import type { OrchestratorOptions } from '../options.ts';
import { judgeReadiness } from './judge-readiness.ts';
import { lookAtReadiness } from './look-at-readiness.ts';

/** What an orchestrator knows by itself. */
export interface OwnSight {
  /** How it inspects the service. */
  readonly parts: NonNullable<OrchestratorOptions['readiness']>;
  readonly mover: Mover;
  readonly look: (signal: AbortSignal) => Promise<ServiceView>;
  readonly programs: () => readonly ProgramSight[];
  /** What else is watched, as readiness reads it. */
  readonly facts: FurtherWatches['facts'];
}

/** What a move would meet, by this orchestrator's own eyes and by those of the others. @throws the signal's reason */
export async function evaluateReadiness(
  options: OrchestratorOptions,
  { parts, mover, look, programs, facts }: OwnSight,
  signal: AbortSignal,
): Promise<Readiness> {
  const { routeStore, fences, regions, settings } = options;
  const orchestrators = async () => {
    const view = await look(signal);
    const declared = settings.observers.map(({ name }) => name);
    return { declared, reports: view.reports, silentAfterMs: silentAfterMs(view) };
  };
  const sources = { ...parts, routeStore, fences, regions, mover, orchestrators, programs };
  return judgeReadiness(await lookAtReadiness({ ...sources, ...facts }, signal));
}
