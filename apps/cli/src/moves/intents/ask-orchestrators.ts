import type { ControlStore } from '@understudy/control-store';
import type { Clock } from '@understudy/core';
import type { Intent, IntentAction } from '@understudy/findings';
import { isOver } from './is-over.ts';
import { refuseSecond } from './refuse-second.ts';

export interface AskOptions {
  readonly control: Pick<ControlStore, 'createIntent'>;
  readonly clock: Clock;
  readonly action: Exclude<IntentAction, { readonly kind: 'abort' }>;
  readonly by: string;
  readonly reason: string;
  /** The revision of the route that the person saw. */
  readonly routeRevision: number;
  /** How long nothing may have begun, in ms. */
  readonly beginWithinMs: number;
}

/**
 * Makes the intent of a person. Its id is that of the route's revision and a count, so that of two persons who ask for a move of
 * the same route one is the first.
 * @throws CliError `UND_CLI_MOVE_ASKED_FOR` for the second one; what the store throws
 */
export async function askOrchestrators(options: AskOptions): Promise<Intent> {
  const { control, clock, action, by, reason, routeRevision, beginWithinMs } = options;
  for (let count = 1; ; count += 1) {
    const atMs = clock.wallMs();
    const { created, intent } = await control.createIntent({
      id: `move-of-revision-${String(routeRevision)}-${String(count)}`,
      action,
      by,
      reason,
      atMs,
      untilMs: atMs + beginWithinMs,
      routeRevision,
      state: 'open',
      revision: 1,
    });
    if (created) return intent;
    // One that has ended, or was never begun, leaves its place to the next.
    if (!isOver(intent, atMs)) throw refuseSecond(intent, atMs);
  }
}
