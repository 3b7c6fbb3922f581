import type { ControlStore } from '@understudy/control-store';
import type { Clock } from '@understudy/core';
import type { Intent } from '@understudy/findings';
import type { RouteStore } from '@understudy/route';
import { describeMoveProgress } from './describe-move-progress.ts';
import { withdrawIntent } from './withdraw-intent.ts';

/** How the following of an intent ended. */
export type FollowedIntent =
  /** It has ended, as its state says. */
  | { readonly how: 'ended'; readonly intent: Intent }
  /** It had not begun, and never will. */
  | { readonly how: 'withdrawn'; readonly intent: Intent; readonly because: StoppedBy }
  /** It goes on, or may begin until its `untilMs`, without this command. */
  | { readonly how: 'going-on'; readonly intent: Intent; readonly because: StoppedBy };

/** Why the following stopped before the intent's end. */
type StoppedBy = 'timeout' | 'not-begun' | 'interrupted';

export interface FollowOptions {
  readonly control: Pick<ControlStore, 'read' | 'updateIntent'>;
  readonly routeStore: Pick<RouteStore, 'read'>;
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Receives each line of progress once. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

const EVERY_MS = 250;
/** Clocks differ, and an orchestrator that takes the lead needs its time. */
const BEGIN_MARGIN_MS = 5_000;

/**
 * Follows what orchestrators do for an intent until it has ended, the time is over or the signal is aborted. What has not begun by
 * then is withdrawn. A control store that does not answer is asked again. Never throws.
 */
export async function followIntent(asked: Intent, options: FollowOptions): Promise<FollowedIntent> {
  const { clock, timeoutMs, signal } = options;
  const endMs = clock.monotonicMs() + timeoutMs;
  const beginMs = clock.monotonicMs() + asked.untilMs - asked.atMs + BEGIN_MARGIN_MS;
  const look = openLook(options);
  let intent = asked;
  for (;;) {
    if (signal.aborted) return stopFollowing(intent, 'interrupted', options);
    intent = await look(intent);
    if (intent.outcome !== undefined) return { how: 'ended', intent };
    const nowMs = clock.monotonicMs();
    if (nowMs >= endMs) return stopFollowing(intent, 'timeout', options);
    if (intent.state === 'open' && nowMs >= beginMs) return stopFollowing(intent, 'not-begun', options);
    await clock.sleep(EVERY_MS, signal).catch(() => undefined);
  }
}

/** One look after the other, each saying what is new. */
function openLook({ control, routeStore, say, signal }: FollowOptions): (last: Intent) => Promise<Intent> {
  let said = '';
  const sayOnce = (line: string) => {
    if (line !== said) say(line);
    said = line;
  };
  return async (last) => {
    try {
      const [{ intents, leader }, { route }] = await Promise.all([
        control.read(signal),
        routeStore.read(signal),
      ]);
      const intent = intents.find(({ id }) => id === last.id) ?? last;
      if (intent.outcome === undefined)
        sayOnce(describeMoveProgress({ intent, route, ...(leader && { leader: leader.observer }) }));
      return intent;
    } catch {
      if (!signal.aborted) sayOnce('the control store does not answer; what was begun goes on');
      return last;
    }
  };
}

async function stopFollowing(
  intent: Intent,
  because: StoppedBy,
  { control, clock }: FollowOptions,
): Promise<FollowedIntent> {
  const stored = await withdrawIntent(intent, because, { control, clock });
  if (stored.state === 'expired') return { how: 'withdrawn', intent: stored, because };
  if (stored.outcome !== undefined) return { how: 'ended', intent: stored };
  return { how: 'going-on', intent: stored, because };
}
