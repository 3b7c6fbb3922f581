import type { CommandContext } from '@understudy/command-line';
import type { ControlStore } from '@understudy/control-store';
import type { ReadinessReport } from '@understudy/findings';
import {
  judgeReadiness,
  lookAtReadiness,
  type OrchestratorFacts,
  type ReadinessSources,
} from '@understudy/orchestrator';
import { credentialsProblems, type OpenedService } from '@understudy/service';
import type { OrchestratorSettings } from '@understudy/topology';
import { openMover } from '../moves/open-mover.ts';
import { lookAtProgram } from './look-at-program.ts';

export interface EvaluatedService {
  readonly service: OpenedService;
  readonly store: Pick<ControlStore, 'read'>;
  readonly inspect: ReadinessSources['inspect'];
}

/** An age is the difference of the clocks of two machines here. In ms. */
const SILENT_AFTER_MS = 10_000;

/** Makes a dry run of a move, and of the way back, by this machine. Nothing is changed but the item of the probe. @throws the signal's reason */
export async function evaluateReadiness(
  { service, store, inspect }: EvaluatedService,
  context: CommandContext,
): Promise<ReadinessReport> {
  const { clock, signal, user } = context;
  const { routeStore, fences, regions, credentials, topology } = service;
  const { orchestrator } = topology;
  const facts = await lookAtReadiness(
    {
      routeStore,
      fences,
      regions,
      mover: openMover(service, context).mover,
      inspect,
      credentials: () => credentialsProblems(credentials),
      ...(orchestrator !== undefined && {
        orchestrators: () => readOrchestrators(orchestrator, store, context),
      }),
      programs: () =>
        Promise.all((orchestrator?.programs ?? []).map((program) => lookAtProgram(program, clock, signal))),
    },
    signal,
  );
  return { by: user === '' ? 'this machine' : user, atMs: clock.wallMs(), ...judgeReadiness(facts) };
}

async function readOrchestrators(
  { observers }: OrchestratorSettings,
  store: Pick<ControlStore, 'read'>,
  { clock, signal }: CommandContext,
): Promise<OrchestratorFacts> {
  const { reports } = await store.read(signal);
  const nowMs = clock.wallMs();
  return {
    declared: observers.map(({ name }) => name),
    reports: reports.map((report) => ({ report, ageMs: Math.max(0, nowMs - report.atMs) })),
    silentAfterMs: SILENT_AFTER_MS,
  };
}
