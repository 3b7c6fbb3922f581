import { systemClock, type Clock } from '@understudy/core';
import type { Facts } from './create-logger.ts';

export type OnEvent = (name: string, facts: Facts) => void;

export interface LimitEventsOptions {
  readonly onEvent: OnEvent;
  /** Whether an event may come with every request, so that it is limited. */
  readonly isLimited: (name: string) => boolean;
  /** One that does not keep the process alive, unless given. */
  readonly clock?: Clock;
}

/** Events about the same are passed on no more often than this, in ms. */
export const LIMIT_EVERY_MS = 10_000;

/**
 * Passes the first event about something on at once, and those of the next ten seconds as one, with how many they were
 * in `times`. Events are about the same where their names and all their texts are equal.
 */
export function limitEvents({
  onEvent,
  isLimited,
  clock = systemClock({ keepAlive: false }),
}: LimitEventsOptions): OnEvent {
  const held = new Map<string, { facts: Facts; times: number }>();

  const passLater = async (name: string, subject: string, later: { facts: Facts; times: number }) => {
    for (;;) {
      await clock.sleep(LIMIT_EVERY_MS);
      if (later.times === 0) break;
      onEvent(name, { ...later.facts, times: later.times });
      later.times = 0;
    }
    held.delete(subject);
  };

  return (name, facts) => {
    if (!isLimited(name)) {
      onEvent(name, facts);
      return;
    }
    const subject = subjectOf(name, facts);
    const later = held.get(subject);
    if (later !== undefined) {
      later.facts = facts;
      later.times += 1;
      return;
    }
    onEvent(name, facts);
    const fresh = { facts, times: 0 };
    held.set(subject, fresh);
    void passLater(name, subject, fresh);
  };
}

function subjectOf(name: string, facts: Facts): string {
  const texts = Object.entries(facts).filter(([, value]) => typeof value === 'string');
  return JSON.stringify([name, ...texts.sort(([first], [second]) => (first < second ? -1 : 1))]);
}
