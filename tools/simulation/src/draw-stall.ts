import type { RequestEvent } from './types.ts';
import type { Dice } from './world/dice.ts';

/** Between which steps of the SDK's stack a client does not run. */
export function drawStall(dice: Dice): Pick<RequestEvent, 'before'> {
  return {
    before: dice.oneOf('credentials', 'signature', 'wire', 'wire'),
  };
}
