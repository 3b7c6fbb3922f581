import type { Randomness } from '@understudy/core';
import { countedFault, type CountedFault } from './counted-fault.ts';
import type { FaultEffect, ActiveFault, FaultLimits } from './types.ts';

export interface FaultSetOptions<Fault extends FaultLimits> {
  readonly simulate: (fault: Fault) => FaultEffect;
  /** The operations a fault can strike at all; `undefined`: all. */
  readonly operationsOf: (fault: Fault) => readonly string[] | undefined;
  readonly randomness: Randomness;
}

/** The faults that are on, in the order in which they were added. */
export interface FaultSet<Fault extends FaultLimits> {
  add(fault: Fault): ActiveFault;
  /**
   * What the faults that strike this request do to it together: their latencies add up, and of those that
   * change the exchange itself the first one strikes. `undefined`: nothing strikes it.
   */
  choose(operation: string | undefined, sender?: string): FaultEffect | undefined;
  liftAll(): Promise<void>;
}

interface Entry<Fault> {
  readonly fault: Fault;
  readonly active: CountedFault;
}

export function createFaultSet<Fault extends FaultLimits>(options: FaultSetOptions<Fault>): FaultSet<Fault> {
  const { simulate, operationsOf, randomness } = options;
  const on = new Set<Entry<Fault>>();

  const strikes = (fault: Fault, operation: string | undefined, sender: string | undefined) => {
    if (fault.senders !== undefined && (sender === undefined || !fault.senders.includes(sender)))
      return false;
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
    choose: (operation, sender) => {
      let chosen: FaultEffect | undefined;
      for (const { fault, active } of on) {
        if (!strikes(fault, operation, sender)) continue;
        const effect = simulate(fault);
        const changes = effect.forward !== undefined || effect.end !== undefined;
        if (changes && (chosen?.forward !== undefined || chosen?.end !== undefined)) continue;
        active.hit();
        chosen = join(chosen, effect);
      }
      return chosen;
    },
    liftAll: async () => {
      await Promise.all([...on].map(({ active }) => active.lift()));
    },
  };
}

function join(one: FaultEffect | undefined, other: FaultEffect): FaultEffect {
  if (one === undefined) return other;
  return {
    ...one,
    ...other,
    requestMs: (one.requestMs ?? 0) + (other.requestMs ?? 0),
    answerMs: (one.answerMs ?? 0) + (other.answerMs ?? 0),
  };
}
