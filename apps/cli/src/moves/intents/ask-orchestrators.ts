import { askForMove, type ControlStore } from '@understudy/control-store';
import type { Clock } from '@understudy/core';
import type { Intent, IntentAction } from '@understudy/findings';
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
 * Makes the intent of a person.
 * @throws CliError `UND_CLI_MOVE_ASKED_FOR` for the second of two who ask for a move of the same route; what the store throws
 */
export async function askOrchestrators(options: AskOptions): Promise<Intent> {
  const name = `move-of-revision-${String(options.routeRevision)}`;
  const asked = await askForMove({ ...options, name });
  if ('first' in asked) throw refuseSecond(asked.first, options.clock.wallMs());
  return asked.intent;
}
