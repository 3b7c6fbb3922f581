import type { Clock } from '@understudy/core';
import type { ProcessClock } from '@understudy/core/testing';
import type { Life } from './life.ts';

export interface WireOptions {
  readonly life: Life;
  /** The shared clock, on which messages travel. */
  readonly clock: Clock;
  /** The process's own: while it is paused, no call leaves it and no answer reaches it. */
  readonly process?: ProcessClock;
  /** How long each leg of a call takes, in ms. */
  readonly legMs?: () => number;
}

/** `port` as a mortal process far away has it: both legs of each call take their time, and the dead get no answer. */
export function wired<T extends object>(port: T, { life, clock, process, legMs = () => 0 }: WireOptions): T {
  const leg = async () => {
    const ms = legMs();
    if (ms > 0) await clock.sleep(ms);
  };
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...given: unknown[]): Promise<unknown> => {
        await process?.running();
        if (!life.call()) return never();
        await leg();
        try {
          return (await Reflect.apply(method, target, given)) as unknown;
        } finally {
          await leg();
          await process?.running();
          if (life.dead) await never();
        }
      };
    },
  });
}

function never(): Promise<never> {
  return new Promise(() => {});
}
