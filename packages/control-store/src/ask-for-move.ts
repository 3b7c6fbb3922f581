import type { Clock } from '@understudy/core';
import { isOver, type Intent, type IntentAction } from '@understudy/findings';
import type { ControlStore } from './control-store.ts';

export interface AskForMoveOptions {
  readonly control: Pick<ControlStore, 'createIntent'>;
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly action: IntentAction;
  /** The head of its id: of two who ask for the same, one is the first. A count follows. */
  readonly name: string;
  readonly by: string;
  readonly reason: string;
  /** The revision of the route that the person saw; absent: any. */
  readonly routeRevision?: number;
  /** Of the request that asks; absent: it has none. */
  readonly requestKey?: string;
  /** How long nothing may have begun, in ms. */
  readonly beginWithinMs: number;
}

/**
 * Makes the intent of a person. Its id is a name and a count, so that of two persons who ask for a move of the same route one is the
 * first. Condition of the write: there is no intent of the id.
 * @returns the intent, or the `first` one that is not over, where another person was first
 * @throws what the store throws
 */
export async function askForMove(
  options: AskForMoveOptions,
): Promise<{ readonly intent: Intent } | { readonly first: Intent }> {
  const { control, clock, action, name, by, reason, routeRevision, requestKey, beginWithinMs } = options;
  for (let count = 1; ; count += 1) {
    const atMs = clock.wallMs();
    const { created, intent } = await control.createIntent({
      id: `${name}-${String(count)}`,
      action,
      by,
      reason,
      atMs,
      untilMs: atMs + beginWithinMs,
      ...(routeRevision !== undefined && { routeRevision }),
      ...(requestKey !== undefined && { requestKey }),
      state: 'open',
      revision: 1,
    });
    if (created) return { intent };
    // One that has ended, or was never begun, leaves its place to the next.
    if (!isOver(intent, atMs)) return { first: intent };
  }
}
