import type { DrillEvent } from '@understudy/drills';
import type { RunningOrchestrator } from '@understudy/scenario';
import { DrillRunnerError } from '../errors.ts';
import type { Parts } from '../stage/read-parts.ts';
import type { Stage } from '../stage/stage.ts';
import type { EndEvent } from './end-event.ts';
import { holdProcess } from './hold-process.ts';

type OrchestratorEvent = Extract<DrillEvent, { readonly orchestrator: 'leader' | 'follower' }>;

/** @throws DrillRunnerError `UND_DRILL_RUNNER_ORCHESTRATOR_MISSING`; as the control store does, and the signal's reason */
export async function beginOrchestratorEvent(
  event: OrchestratorEvent,
  stage: Stage,
  parts: Parts,
): Promise<EndEvent | undefined> {
  const orchestrator = await choose(event.orchestrator, stage);
  switch (event.do) {
    case 'kill-orchestrator':
      orchestrator.signal('SIGKILL');
      return undefined;
    case 'pause-orchestrator':
      return holdProcess(orchestrator);
    case 'cut-orchestrator': {
      const faults = event.from.map((part) =>
        parts[part].faults.add({ kind: 'blackhole', senders: [orchestrator.name] }),
      );
      return async () => {
        await Promise.all(faults.map((fault) => fault.lift()));
        return faults.reduce((sum, { hits }) => sum + hits, 0);
      };
    }
  }
}

/** The one that leads now, or the first that does not. */
async function choose(
  which: OrchestratorEvent['orchestrator'],
  { service, orchestrators, signal }: Stage,
): Promise<RunningOrchestrator> {
  const { leader } = await service.control.read(signal);
  const found = orchestrators.find(({ name }) => (name === leader?.observer) === (which === 'leader'));
  if (found !== undefined) return found;
  throw new DrillRunnerError('UND_DRILL_RUNNER_ORCHESTRATOR_MISSING', {
    what: `No orchestrator is a ${which} now.`,
    details: { which },
  });
}
