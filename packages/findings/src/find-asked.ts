import type { Intent } from './intent.ts';
import { isOver } from './is-over.ts';

/** What a person has asked for before, or an orchestrator carries out, and is not over. */
export function findAsked(intents: readonly Intent[], nowMs: number): Intent | undefined {
  return intents.find(
    (intent) =>
      (intent.state === 'open' || intent.state === 'taken') &&
      intent.action.kind !== 'abort' &&
      !isOver(intent, nowMs),
  );
}
