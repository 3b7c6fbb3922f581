import type { DrillEvent } from '@understudy/drills';
import type { RunningOrchestrator } from '@understudy/scenario';
import { DrillRunnerError } from '../errors.ts';
import type { Parts } from '../stage/read-parts.ts';
import type { Stage } from '../stage/stage.ts';
import type { EndEvent } from './end-event.ts';
import { holdProcess } from './hold-process.ts';

type OrchestratorEvent = Extract<DrillEvent, { readonly orchestrator: string }>;

/** @throws DrillRunnerError `UND_DRILL_RUNNER_ORCHESTRATOR_MISSING`; as the control store does, and the signal's reason */
export async function beginOrchestratorEvent(
  event: OrchestratorEvent,
  stage: Stage,
  parts: Parts,
): Promise<EndEvent | undefined> {
  const chosen = await choose(event.orchestrator, stage);
  const [orchestrator] = chosen;
  switch (event.do) {
    case 'kill-orchestrator':
      orchestrator.signal('SIGKILL');
      return undefined;
    case 'pause-orchestrator':
      return holdProcess(orchestrator);
    case 'cut-orchestrator': {
      const faults = event.from.map((part) =>
        parts[part].faults.add({ kind: 'blackhole', senders: chosen.map(({ name }) => name) }),
      );
      return async () => {
        await Promise.all(faults.map((fault) => fault.lift()));
        return faults.reduce((sum, { hits }) => sum + hits, 0);
      };
    }
  }
}

/** The one that leads now, the first that does not, or all that do not: one at least. */
async function choose(
  which: OrchestratorEvent['orchestrator'],
  { service, orchestrators, signal }: Stage,
): Promise<readonly [RunningOrchestrator, ...RunningOrchestrator[]]> {
  const { leader } = await service.control.read(signal);
  const found = orchestrators.filter(({ name }) => (name === leader?.observer) === (which === 'leader'));
  const [first, ...others] = found;
  if (first !== undefined) return which === 'followers' ? [first, ...others] : [first];
  throw new DrillRunnerError('UND_DRILL_RUNNER_ORCHESTRATOR_MISSING', {
    what: `No orchestrator is a ${which} now.`,
    details: { which },
  });
}
