import { LIMITS } from './limits.ts';
import type {
  Actor,
  AppTable,
  ClientName,
  DataRegion,
  Decision,
  Fate,
  History,
  Mix,
  MoverName,
  Noise,
  Place,
} from './types.ts';
import { drawCall } from './draw-call.ts';
import { drawStreams } from './draw-streams.ts';
import { drawStall } from './draw-stall.ts';
import { drawTail } from './draw-tail.ts';
import { Dice } from './world/dice.ts';

const KEYS = ['a', 'b', 'c', 'd', 'e', 'f'];
const QUIET: Noise = { slow: 0, late: 0, answerLost: 0, throttled: 0, failed: 0, refused: 0 };
const ACTORS: readonly Actor[] = ['client-1', 'client-2', 'worker-1', 'worker-2', 'mover-1', 'mover-2'];

/** How a history is seasoned: what happens in it often and what does not. */
interface Taste {
  readonly lengthMs: number;
  readonly writes: number;
  readonly keys: number;
  readonly deletes: number;
  readonly moves: number;
  readonly failovers: number;
  readonly troubles: number;
  readonly requests: number;
}

/** The history of a seed: the seed decides everything in it. */
export function generateHistory(seed: number): History {
  const dice = new Dice(seed);
  const mix = drawMix(dice);
  const taste = drawTaste(dice);
  if (dice.happens(0.55)) return drawTail(dice, mix, seed);
  const decisions: Decision[] = [
    ...drawWrites(dice, mix, taste),
    ...drawMoves(dice, mix, taste),
    ...drawTroubles(dice, mix, taste),
    ...drawRequests(dice, mix, taste),
    ...drawStreams(dice, mix, taste.lengthMs),
  ];
  decisions.sort((one, other) => one.at - other.at);
  return { seed, mix, healMs: taste.lengthMs, decisions };
}

function drawMix(dice: Dice): Mix {
  const noisy = dice.fraction();
  const noise: Noise =
    noisy < 0.35
      ? QUIET
      : {
          slow: noisy * 0.04,
          late: noisy < 0.7 ? 0.01 : 0.03,
          answerLost: noisy < 0.7 ? 0.02 : 0.05,
          throttled: noisy * 0.02,
          failed: noisy * 0.02,
          refused: noisy * 0.02,
          stack: noisy < 0.7 ? 0.01 : 0.04,
        };
  return {
    writer: dice.oneOf<DataRegion>('us-east-1', 'eu-central-1'),
    onControlLoss: dice.oneOf('continue', 'refuse'),
    clients: dice.happens(0.35) ? 2 : 1,
    workers: dice.happens(0.3) ? 2 : 1,
    movers: dice.happens(0.25) ? 2 : 1,
    drift: Object.fromEntries(ACTORS.map((actor) => [actor, dice.oneOf(0, 1, dice.fraction())])),
    noise,
    iteratorLifetimeMs: dice.happens(0.3) ? 150 : 900_000,
    concurrency: dice.oneOf(1, 2, 4),
    tables: drawTables(dice),
    shards: dice.oneOf(1, 1, 1, 1, 2, 3),
  };
}

/** Most histories have one table: each more costs as much again. */
function drawTables(dice: Dice): readonly AppTable[] {
  const draw = dice.fraction();
  if (draw < 0.8) return ['items'];
  return draw < 0.92 ? ['items', 'orders'] : ['items', 'legacy'];
}

function drawTaste(dice: Dice): Taste {
  const lengthMs = dice.between(1_200, 4_200);
  return {
    lengthMs,
    writes: dice.between(6, 26),
    keys: dice.oneOf(1, 2, 3, 6),
    deletes: dice.oneOf(0.2, 0.35, 0.5),
    moves: dice.oneOf(0, 1, 1, 2, 3),
    failovers: dice.oneOf(0.3, 0.6, 0.9),
    troubles: dice.oneOf(0, 1, 2, 4),
    requests: dice.oneOf(0, 1, 3, 6),
  };
}

function clientOf(dice: Dice, { clients }: Mix): ClientName {
  return clients === 2 && dice.happens(0.4) ? 'client-2' : 'client-1';
}

function moverOf(dice: Dice, { movers }: Mix): MoverName {
  return movers === 2 && dice.happens(0.4) ? 'mover-2' : 'mover-1';
}

function actorOf(dice: Dice, mix: Mix): Actor {
  const one = dice.fraction();
  if (one < 0.35) return clientOf(dice, mix);
  if (one < 0.75) return mix.workers === 2 && dice.happens(0.5) ? 'worker-2' : 'worker-1';
  return moverOf(dice, mix);
}

function drawWrites(dice: Dice, mix: Mix, { writes, lengthMs, keys, deletes }: Taste): Decision[] {
  const drawn: Decision[] = [];
  // In bursts: writes of one key close together are what order is about.
  let at = 0;
  for (let n = 0; n < writes; n += 1) {
    at = dice.happens(0.6) ? at + dice.between(1, 25) : dice.between(0, lengthMs - 50);
    drawn.push(drawCall(dice, mix, { keys: KEYS.slice(0, keys), deletes }, Math.min(at, lengthMs - 1)));
  }
  return drawn;
}

function drawMoves(dice: Dice, mix: Mix, { moves, failovers, lengthMs }: Taste): Decision[] {
  const drawn: Decision[] = [];
  let at = dice.between(20, 500);
  for (let n = 0; n < moves && at < lengthMs; n += 1) {
    const kind = dice.happens(failovers) ? 'failover' : 'switchover';
    const by = moverOf(dice, mix);
    // A failover has its reason, mostly: the writer is gone, or cut off from those who would tell.
    if (kind === 'failover' && dice.happens(0.6)) {
      const place = dice.oneOf<DataRegion>('us-east-1', 'eu-central-1');
      const disk = dice.happens(0.04) ? 'lost' : 'kept';
      drawn.push({
        at: Math.max(0, at - dice.between(0, 60)),
        do: 'down',
        place,
        forMs: dice.between(200, 1_800),
        disk,
      });
    }
    drawn.push({ at, do: 'move', by, kind, to: 'other', override: dice.happens(0.8) });
    if (dice.happens(0.12))
      drawn.push({ at: at + dice.between(5, 700), do: 'abort', by: moverOf(dice, mix) });
    if (dice.happens(0.3)) {
      const backMs = dice.between(20, 700);
      drawn.push({ at: at + dice.between(5, 750), do: 'crash', who: by, backMs });
    }
    at += dice.happens(0.5) ? dice.between(600, 1_000) : dice.between(900, 2_500);
  }
  return drawn;
}

function drawTroubles(dice: Dice, mix: Mix, { troubles, lengthMs }: Taste): Decision[] {
  const drawn: Decision[] = [];
  for (let n = 0; n < troubles; n += 1) {
    const at = dice.between(0, lengthMs - 1);
    const who = actorOf(dice, mix);
    const what = dice.fraction();
    if (what < 0.3) {
      const forMs = dice.happens(0.5)
        ? dice.between(LIMITS.leaseMs, 3 * LIMITS.leaseMs)
        : dice.between(10, 300);
      drawn.push({
        at,
        do: 'pause',
        who,
        forMs,
        wakes: dice.oneOf('timers', 'answers'),
        suspended: dice.happens(0.4),
      });
    } else if (what < 0.5) {
      drawn.push({ at, do: 'crash', who, backMs: dice.between(10, 900) });
    } else if (what < 0.8) {
      const from = dice.oneOf<Place>('us-east-1', 'eu-central-1', 'eu-west-1');
      const how = dice.oneOf('drop', 'answers', 'refuse');
      drawn.push({ at, do: 'cut', who, from, forMs: dice.between(50, 1_500), how });
    } else if (what < 0.88) {
      const from = dice.oneOf<Place>('us-east-1', 'eu-central-1', 'eu-west-1');
      const how = dice.oneOf('sts', 'unknown', 'expired-token');
      const everyone = how === 'sts' && dice.happens(0.5);
      const forMs = dice.between(50, 1_500);
      drawn.push({ at, do: 'credentials', who: everyone ? 'everyone' : who, from, forMs, how });
    } else if (what < 0.97) {
      const place = dice.oneOf<Place>('us-east-1', 'eu-central-1', 'eu-west-1');
      drawn.push({ at, do: 'down', place, forMs: dice.between(50, 1_200), disk: 'kept' });
    } else {
      drawn.push({ at, do: 'invalid-record', region: dice.oneOf<DataRegion>('us-east-1', 'eu-central-1') });
    }
  }
  return drawn;
}

const FATES: readonly Fate[] = [
  'late',
  'late',
  'answer-lost',
  'crash',
  'crash',
  'slow',
  'throttled',
  'failed',
  'repeated',
  'stall',
];

function drawRequests(dice: Dice, mix: Mix, { requests, lengthMs }: Taste): Decision[] {
  const drawn: Decision[] = [];
  for (let n = 0; n < requests; n += 1) {
    const fate = FATES[Math.floor(dice.fraction() * FATES.length)] ?? 'late';
    const of = fate === 'repeated' ? 'worker-1' : actorOf(dice, mix);
    const ms =
      fate === 'late'
        ? dice.between(20, LIMITS.maxRequestAgeMs)
        : fate === 'crash'
          ? dice.between(5, 700)
          : dice.between(50, 200);
    const operation =
      fate === 'repeated'
        ? 'GetRecords'
        : of.startsWith('mover')
          ? dice.oneOf(undefined, 'PutItem', 'UpdateItem')
          : of.startsWith('worker')
            ? dice.oneOf('PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems', 'TransactWriteItems')
            : dice.oneOf('PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems');
    // Leases, checkpoints, barriers and reads of streams may stall as well.
    const isAny = fate === 'stall' && dice.happens(0.5);
    const table = of.startsWith('mover') || fate === 'repeated' || isAny ? undefined : 'items';
    drawn.push({
      at: dice.between(0, lengthMs - 1),
      do: 'request',
      of,
      ...(operation === undefined || isAny ? {} : { operation }),
      ...(table === undefined ? {} : { table }),
      skip: dice.oneOf(0, 0, 1, 3),
      fate,
      ms: fate === 'stall' ? dice.between(20, 2 * LIMITS.leaseMs) : ms,
      ...(fate === 'stall' ? drawStall(dice) : {}),
      applied: dice.happens(0.6),
    });
  }
  return drawn;
}
