import type { Clock } from '@understudy/core';
import type { ProcessClock } from '@understudy/route-store/testing';

/** How a process dies in a test: at its `diesAt`-th call (1 is the first), before it takes effect or after. */
export interface DeathOptions {
  readonly diesAt?: number;
  readonly effect?: 'applied' | 'lost';
}

/** One process: it calls its ports until it dies, and from then on hears nothing and does nothing. */
export class Life {
  calls = 0;
  dead = false;
  readonly #diesAt: number;
  readonly #effect: 'applied' | 'lost';

  constructor({ diesAt = Infinity, effect = 'lost' }: DeathOptions = {}) {
    this.#diesAt = diesAt;
    this.#effect = effect;
  }

  /** Counts a call: whether it still takes effect. */
  call(): boolean {
    if (this.dead) return false;
    this.calls += 1;
    this.dead = this.calls >= this.#diesAt;
    return !this.dead || this.#effect === 'applied';
  }
}

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
