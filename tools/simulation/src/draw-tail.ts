import { promotionWaitMs } from '@understudy/core';
import { drawCall } from './draw-call.ts';
import { drawStall } from './draw-stall.ts';
import { drawReplacements } from './draw-streams.ts';
import { LIMITS } from './limits.ts';
import type { DataRegion, Decision, History, Mix, Place } from './types.ts';
import type { Dice } from './world/dice.ts';

/** How long a move takes from its claim to its promotion, about. */
const MOVE_MS = promotionWaitMs(LIMITS) + 60;

interface Stage {
  readonly dice: Dice;
  readonly mix: Mix;
  readonly keys: readonly string[];
  readonly deletes: number;
  /** Moves follow each other so soon that requests of two epochs before may still land. */
  readonly isHasty: boolean;
  readonly decisions: Decision[];
}

/**
 * A history about a tail: what a writer acknowledged and the standby had not received when it was promoted, what both
 * wrote to the same few keys, requests that land late among it, and moves back and forth before the last tail is
 * settled. Uniformly random histories come to all this less than once in thousands.
 */
export function drawTail(dice: Dice, mix: Mix, seed: number): History {
  const keys = ['a', 'b', 'c'].slice(0, dice.oneOf(1, 1, 2, 3));
  const isHasty = dice.happens(0.25);
  const stage: Stage = { dice, mix, keys, deletes: dice.oneOf(0.3, 0.5, 0.6), isHasty, decisions: [] };
  let writer: DataRegion = mix.writer;
  let at = dice.between(60, 260);
  writes(stage, at - 50, at, dice.between(1, 3));
  const rounds = isHasty ? 2 : dice.oneOf(1, 1, 1, 2, 2, 3);
  for (let round = 0; round < rounds; round += 1) {
    at = drawRound(stage, at, writer);
    writer = writer === 'us-east-1' ? 'eu-central-1' : 'us-east-1';
  }
  const healMs = at + dice.between(50, 900);
  stage.decisions.push(...drawReplacements(dice, mix, at));
  stage.decisions.sort((one, other) => one.at - other.at);
  return { seed, mix, healMs, decisions: stage.decisions };
}

/** The writer is cut off from the links, written to, left, and comes back at some time. @returns when the next may begin. */
function drawRound(stage: Stage, fromMs: number, writer: DataRegion): number {
  const { dice, mix, decisions } = stage;
  const cutMs = fromMs + dice.between(0, stage.isHasty ? 20 : 250);
  const claimMs = cutMs + (stage.isHasty ? dice.between(5, 50) : dice.between(30, 260));
  const promotedMs = claimMs + MOVE_MS;
  const backMs = promotedMs + dice.between(-150, 1_200);
  if (dice.happens(stage.isHasty ? 0.15 : 0.75)) hold(stage, cutMs, Math.max(1, backMs - cutMs), writer);
  writes(stage, cutMs, claimMs, dice.between(1, 4));
  // The only request of its write: no process is left to send it again.
  if (stage.isHasty)
    decisions.push({ at: claimMs, do: 'crash', who: 'client-1', backMs: dice.between(10, 120) });
  if (stage.isHasty || dice.happens(0.55)) late(stage, Math.max(0, cutMs - 20), writer);
  if (dice.happens(0.4)) late(stage, Math.max(0, claimMs - 60), writer);
  if (dice.happens(0.3)) writes(stage, claimMs, claimMs + 150, 2);
  const kind = dice.happens(0.75) ? 'failover' : 'switchover';
  decisions.push({ at: claimMs, do: 'move', by: 'mover-1', kind, to: 'other', override: true });
  const extra = dice.fraction();
  if (extra < 0.12)
    decisions.push({
      at: claimMs + dice.between(5, MOVE_MS),
      do: 'abort',
      by: mix.movers === 2 ? 'mover-2' : 'mover-1',
    });
  else if (extra < 0.3)
    decisions.push({
      at: claimMs + dice.between(5, MOVE_MS + 60),
      do: 'crash',
      who: 'mover-1',
      backMs: dice.between(10, 400),
    });
  else if (extra < 0.45)
    decisions.push({
      at: claimMs - dice.between(0, 40),
      do: 'cut',
      who: 'client-1',
      from: 'eu-west-1',
      forMs: dice.between(300, 1_500),
      how: 'drop',
    });
  else if (extra < 0.55)
    decisions.push({
      at: claimMs + dice.between(0, 500),
      do: 'pause',
      who: 'client-1',
      forMs: dice.between(200, 1_200),
      wakes: dice.oneOf('timers', 'answers'),
      suspended: dice.happens(0.4),
    });
  if (dice.happens(0.2)) stall(stage, Math.max(0, claimMs - dice.between(0, 100)));
  writes(stage, promotedMs + 10, promotedMs + dice.between(60, 500), dice.between(1, 5));
  if (dice.happens(0.35)) crashBetween(stage, promotedMs - dice.between(0, 200));
  if (dice.happens(0.2))
    decisions.push({
      at: backMs,
      do: 'stream',
      region: writer,
      what: dice.oneOf('split', 'roll', 'list-late', 'unlist'),
      ms: dice.between(5, 600),
    });
  return stage.isHasty ? promotedMs - dice.between(20, 60) : promotedMs + dice.between(80, 700);
}

/** Nothing of what is written there reaches the links for a while. */
function hold({ dice, decisions }: Stage, at: number, forMs: number, region: DataRegion): void {
  const how = dice.fraction();
  if (how < 0.6) {
    for (const who of ['worker-1', 'worker-2'] as const)
      decisions.push({ at, do: 'cut', who, from: region, forMs, how: 'drop' });
  } else if (how < 0.8) decisions.push({ at, do: 'stream', region, what: 'hold', ms: forMs });
  else decisions.push({ at: at + dice.between(20, 200), do: 'down', place: region, forMs, disk: 'kept' });
}

function writes(
  { dice, keys, deletes, decisions, mix }: Stage,
  fromMs: number,
  toMs: number,
  many: number,
): void {
  for (let n = 0; n < many; n += 1) {
    decisions.push(drawCall(dice, mix, { keys, deletes }, dice.between(Math.max(0, fromMs), toMs)));
  }
}

/** One request of a client, or of a worker, is carried out long after it was given up. */
function late({ dice, mix, decisions, isHasty }: Stage, at: number, to: Place): void {
  const byClient = isHasty || dice.happens(0.6);
  const of = byClient ? (mix.clients === 2 ? dice.oneOf('client-1', 'client-2') : 'client-1') : 'worker-1';
  const operation = byClient
    ? dice.oneOf(undefined, undefined, 'DeleteItem', 'PutItem')
    : dice.oneOf('PutItem', 'DeleteItem', 'UpdateItem', 'TransactWriteItems');
  decisions.push({
    at,
    do: 'request',
    of,
    ...(byClient ? { to } : {}),
    ...(operation === undefined ? {} : { operation }),
    table: 'items',
    skip: dice.oneOf(0, 0, 1),
    fate: 'late',
    ms: dice.between(
      isHasty ? LIMITS.maxRequestAgeMs - 250 : LIMITS.attemptTimeoutMs,
      LIMITS.maxRequestAgeMs,
    ),
  });
}

/** A client or a worker does not run between two steps that lead its request to the wire, while the writer is moved. */
function stall({ dice, mix, decisions }: Stage, at: number): void {
  decisions.push({
    at,
    do: 'request',
    of: dice.oneOf('client-1', mix.clients === 2 ? 'client-2' : 'client-1', 'worker-1'),
    table: 'items',
    fate: 'stall',
    ms: dice.between(LIMITS.leaseMs, LIMITS.maxRequestAgeMs),
    ...drawStall(dice),
  });
}

/** A worker dies between the two steps of a delete, or between applying a record and its checkpoint. */
function crashBetween({ dice, decisions }: Stage, at: number): void {
  decisions.push({
    at: Math.max(0, at),
    do: 'request',
    of: dice.oneOf('worker-1', 'worker-1', 'worker-2'),
    operation: dice.oneOf('UpdateItem', 'DeleteItem', 'TransactWriteItems', 'TransactWriteItems', 'PutItem'),
    table: 'items',
    skip: dice.oneOf(0, 0, 1, 2),
    fate: 'crash',
    ms: dice.between(10, 500),
    applied: dice.happens(0.7),
  });
}
