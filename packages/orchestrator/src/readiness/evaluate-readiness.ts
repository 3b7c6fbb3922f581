import type { ProgramSight, Readiness, ServiceView } from '@understudy/findings';
import type { Mover } from '@understudy/moves';
import { silentAfterMs } from '../decide/count-votes.ts';
import type { OrchestratorOptions } from '../options.ts';
import { recordFacts } from '../records/open-record-watch.ts';
import type { RecordWatch } from '../records/record-watch.ts';
import { judgeReadiness } from './judge-readiness.ts';
import { lookAtReadiness } from './look-at-readiness.ts';

/** What an orchestrator knows by itself. */
export interface OwnSight {
  /** How it inspects the service. */
  readonly parts: NonNullable<OrchestratorOptions['readiness']>;
  readonly mover: Mover;
  readonly look: (signal: AbortSignal) => Promise<ServiceView>;
  readonly programs: () => readonly ProgramSight[];
  readonly records: RecordWatch | undefined;
}

/** What a move would meet, by this orchestrator's own eyes and by those of the others. @throws the signal's reason */
export async function evaluateReadiness(
  options: OrchestratorOptions,
  { parts, mover, look, programs, records }: OwnSight,
  signal: AbortSignal,
): Promise<Readiness> {
  const { routeStore, fences, regions, settings } = options;
  const orchestrators = async () => {
    const view = await look(signal);
    const declared = settings.observers.map(({ name }) => name);
    return { declared, reports: view.reports, silentAfterMs: silentAfterMs(view) };
  };
  const sources = { ...parts, routeStore, fences, regions, mover, orchestrators, programs };
  return judgeReadiness(await lookAtReadiness({ ...sources, ...recordFacts(options, records) }, signal));
}
