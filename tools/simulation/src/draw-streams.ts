import { tablesOf } from './limits.ts';
import type { AppTable, DataRegion, Decision, Mix, StreamEvent, StreamFault } from './types.ts';
import type { Dice } from './world/dice.ts';

/** What streams do by themselves. */
const FAULTS = [
  'split',
  'roll',
  'hold',
  'hold',
  'empty-pages',
  'throttle-lists',
  'list-late',
  'list-late',
  'unlist',
] as const satisfies readonly StreamFault[];

/** How often in a history a person replaces a stream, or a table. A history of which keys are left out shows less. */
const SWITCHED = 0.025;
const RECREATED = 0.02;

/** What streams do in a history, in all of its tables. */
export function drawStreams(dice: Dice, mix: Mix, lengthMs: number): Decision[] {
  const drawn: Decision[] = [];
  for (let n = dice.oneOf(0, 0, 1, 2); n > 0; n -= 1)
    drawn.push(drawStream(dice, mix, dice.between(0, lengthMs - 1), dice.oneOf(...FAULTS)));
  if (dice.happens(0.02)) drawn.push(drawStream(dice, mix, dice.between(0, lengthMs - 1), 'trim'));
  return [...drawn, ...drawReplacements(dice, mix, lengthMs)];
}

/** A stream that is switched off and on again, or a table that is deleted and made again. */
export function drawReplacements(dice: Dice, mix: Mix, lengthMs: number): Decision[] {
  // Not before the links have seen their tables.
  const at = dice.between(Math.min(400, lengthMs - 1), lengthMs - 1);
  const what = dice.fraction();
  if (what < SWITCHED) return [drawStream(dice, mix, at, 'off-on')];
  if (what >= SWITCHED + RECREATED) return [];
  const table = drawTable(dice, mix);
  return [{ at, do: 'recreate', region: drawRegion(dice), ...(table === 'items' ? {} : { table }) }];
}

function drawStream(dice: Dice, mix: Mix, at: number, what: StreamFault): StreamEvent {
  const table = drawTable(dice, mix);
  return {
    at,
    do: 'stream',
    region: drawRegion(dice),
    what,
    ms: dice.between(5, LONG.has(what) ? 1_500 : 300),
    ...(what === 'throttle-lists' ? { many: dice.oneOf(1, 2, 5) } : {}),
    ...(what === 'unlist' ? { many: dice.oneOf(1, 2) } : {}),
    ...(table === 'items' ? {} : { table }),
  };
}

/** Faults that may last longer than a link's look at its stream. */
const LONG: ReadonlySet<StreamFault> = new Set(['list-late', 'unlist', 'off-on']);

function drawTable(dice: Dice, mix: Mix): AppTable {
  const tables = tablesOf(mix);
  return tables[Math.floor(dice.fraction() * tables.length)] ?? 'items';
}

function drawRegion(dice: Dice): DataRegion {
  return dice.oneOf<DataRegion>('us-east-1', 'eu-central-1');
}
