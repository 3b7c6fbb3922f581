import type { ActiveFault } from './types.ts';

export interface CountedFault extends ActiveFault {
  /** Counts one more; the last one it was to strike lifts it. */
  hit(): void;
}

export interface CountOptions {
  /** After so many hits it lifts itself. */
  readonly times?: number | undefined;
  /** Takes the fault off; called once. */
  readonly onLift: () => void | Promise<void>;
  readonly inEffect?: () => Promise<void>;
}

/** The handle of a fault, which counts what it strikes. */
export function countedFault({
  times,
  onLift,
  inEffect = () => Promise.resolve(),
}: CountOptions): CountedFault {
  let hits = 0;
  let lifted: Promise<void> | undefined;
  const lift = () => (lifted ??= Promise.resolve(onLift()));
  return {
    get hits() {
      return hits;
    },
    get active() {
      return lifted === undefined;
    },
    get inEffect() {
      return inEffect();
    },
    hit: () => {
      hits += 1;
      if (times !== undefined && hits >= times) void lift();
    },
    lift,
    [Symbol.asyncDispose]: lift,
  };
}
