import type { Randomness } from '@understudy/core';
import { countedFault, type CountedFault } from './counted-fault.ts';
import type { Act, ActiveFault, FaultLimits } from './types.ts';

export interface KeepOptions<Fault extends FaultLimits> {
  readonly actOut: (fault: Fault) => Act;
  /** The operations a fault can strike at all; `undefined`: all. */
  readonly operationsOf: (fault: Fault) => readonly string[] | undefined;
  readonly randomness: Randomness;
}

/** The faults that are on, in the order in which they were added. */
export interface Faults<Fault extends FaultLimits> {
  add(fault: Fault): ActiveFault;
  /**
   * What the faults that strike this request do to it together: their latencies add up, and of those that
   * change the exchange itself the first one strikes. `undefined`: nothing strikes it.
   */
  choose(operation: string | undefined): Act | undefined;
  liftAll(): Promise<void>;
}

interface Entry<Fault> {
  readonly fault: Fault;
  readonly active: CountedFault;
}

export function keepFaults<Fault extends FaultLimits>(options: KeepOptions<Fault>): Faults<Fault> {
  const { actOut, operationsOf, randomness } = options;
  const on = new Set<Entry<Fault>>();

  const strikes = (fault: Fault, operation: string | undefined) => {
    for (const operations of [fault.operations, operationsOf(fault)]) {
      if (operations !== undefined && (operation === undefined || !operations.includes(operation)))
        return false;
    }
    return fault.share === undefined || randomness.fraction() < fault.share;
  };

  return {
    add: (fault) => {
      const entry: Entry<Fault> = {
        fault,
        active: countedFault({
          times: fault.times,
          onLift: () => {
            on.delete(entry);
          },
        }),
      };
      on.add(entry);
      return entry.active;
    },
    choose: (operation) => {
      let chosen: Act | undefined;
      for (const { fault, active } of on) {
        if (!strikes(fault, operation)) continue;
        const act = actOut(fault);
        const changes = act.forward !== undefined || act.end !== undefined;
        if (changes && (chosen?.forward !== undefined || chosen?.end !== undefined)) continue;
        active.hit();
        chosen = join(chosen, act);
      }
      return chosen;
    },
    liftAll: async () => {
      await Promise.all([...on].map(({ active }) => active.lift()));
    },
  };
}

function join(one: Act | undefined, other: Act): Act {
  if (one === undefined) return other;
  return {
    ...one,
    ...other,
    requestMs: (one.requestMs ?? 0) + (other.requestMs ?? 0),
    answerMs: (one.answerMs ?? 0) + (other.answerMs ?? 0),
  };
}
