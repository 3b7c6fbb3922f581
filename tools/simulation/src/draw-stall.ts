import type { RequestEvent } from './types.ts';
import type { Dice } from './world/dice.ts';

/** Between which steps of the SDK's stack a process does not run, and whether its machine is suspended meanwhile. */
export function drawStall(dice: Dice): Pick<RequestEvent, 'before' | 'suspended'> {
  return {
    before: dice.oneOf('credentials', 'signature', 'wire', 'wire'),
    suspended: dice.happens(0.5),
  };
}
