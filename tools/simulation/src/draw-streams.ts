import { tablesOf } from './limits.ts';
import type { DataRegion, Decision, Mix, StreamEvent, StreamFault } from './types.ts';
import type { Dice } from './world/dice.ts';

/** What streams do in a history, in all of its tables. */
export function drawStreams(dice: Dice, mix: Mix, lengthMs: number): Decision[] {
  const drawn: Decision[] = [];
  for (let n = dice.oneOf(0, 0, 1, 2); n > 0; n -= 1)
    drawn.push(
      drawStream(
        dice,
        mix,
        dice.between(0, lengthMs - 1),
        dice.oneOf<StreamFault>('split', 'roll', 'hold', 'hold', 'empty-pages', 'throttle-lists'),
      ),
    );
  if (dice.happens(0.02)) drawn.push(drawStream(dice, mix, dice.between(0, lengthMs - 1), 'trim'));
  return drawn;
}

function drawStream(dice: Dice, mix: Mix, at: number, what: StreamFault): StreamEvent {
  const tables = tablesOf(mix);
  const table = tables[Math.floor(dice.fraction() * tables.length)] ?? 'items';
  return {
    at,
    do: 'stream',
    region: dice.oneOf<DataRegion>('us-east-1', 'eu-central-1'),
    what,
    ms: dice.between(5, 300),
    ...(what === 'throttle-lists' ? { many: dice.oneOf(1, 2, 5) } : {}),
    ...(table === 'items' ? {} : { table }),
  };
}
