import type { DrillEvent } from '@understudy/drills';
import type { Parts } from '../stage/read-parts.ts';
import type { Stage } from '../stage/stage.ts';
import { beginOrchestratorEvent } from './begin-orchestrator-event.ts';
import { beginRegionEvent } from './begin-region-event.ts';
import type { EndEvent } from './end-event.ts';
import { emptyName } from './empty-name.ts';
import { holdProcess } from './hold-process.ts';
import { stopSts } from './stop-sts.ts';
import { stopStream } from './stop-stream.ts';

/**
 * Does what an event says.
 * @returns what ends it, where it lasts
 * @throws SandboxError, ScenarioError, and the signal's reason
 */
export async function beginEvent(
  event: Exclude<DrillEvent, { readonly do: 'restore-region' }>,
  stage: Stage,
  parts: Parts,
): Promise<EndEvent | undefined> {
  switch (event.do) {
    case 'kill-orchestrator':
    case 'pause-orchestrator':
    case 'cut-orchestrator':
      return beginOrchestratorEvent(event, stage, parts);
    case 'pause-replicator':
      return holdProcess(stage.replicator);
    case 'stop-sts':
      return stopSts(stage, parts[event.region].name);
    case 'empty-name':
      return emptyName(parts[event.region]);
    case 'stop-stream':
      return stopStream(event, stage, parts[event.region].name);
    case 'set-load':
      stage.workload.setRate(event.perSecond);
      return undefined;
    case 'switch-over':
      await stage.operator.switchOver(await stage.operator.other(await stage.operator.writer()));
      return undefined;
    default:
      return beginRegionEvent(event, parts[event.region]);
  }
}
