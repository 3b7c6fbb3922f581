import { silentTelemetry, type Telemetry } from '@understudy/core';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { LocalService } from '../service/start-service.ts';
import { describeMoveEvent } from './describe-move-event.ts';
import { openMover } from './open-mover.ts';
import { Operator } from './operator.ts';

/** Step: someone who moves the writer, says what a move does, and reconciles what is merging until the run ends. */
export async function openOperator({
  service,
  clock,
  elapsedMs,
  say,
  signal,
}: ScenarioRun & { readonly service: LocalService }): Promise<{ readonly operator: Operator }> {
  const telemetry: Telemetry = {
    ...silentTelemetry,
    event: (name, facts = {}) => {
      const sentence = describeMoveEvent(name, facts);
      if (sentence !== undefined) say(sentence);
    },
  };
  const { routeStore } = service;
  const mover = openMover({ service, clock, telemetry });
  const operator = new Operator({ mover, routeStore, clock, elapsedMs, say, signal });
  void operator.reconcile();
  return { operator };
}
