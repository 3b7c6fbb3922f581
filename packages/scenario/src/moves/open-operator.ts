import { systemRandomness } from '@understudy/core';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { LocalService } from '../service/start-service.ts';
import { followAudit } from './follow-audit.ts';
import { Operator } from './operator.ts';

/** Step: a person who asks the orchestrators for moves, and says what they write into the audit until the run ends. */
export async function openOperator({
  service,
  clock,
  elapsedMs,
  say,
  signal,
}: ScenarioRun & { readonly service: LocalService }): Promise<{ readonly operator: Operator }> {
  const { routeStore, control } = service;
  void followAudit({ control, clock, say, signal });
  const randomness = systemRandomness;
  return {
    operator: new Operator({ control, routeStore, clock, randomness, elapsedMs, say, signal }),
  };
}
