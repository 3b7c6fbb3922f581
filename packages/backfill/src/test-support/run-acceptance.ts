import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemRandomness } from '@understudy/core';
import type { LocalCloud } from '@understudy/sandbox';
import { nativeStamp } from '@understudy/versions';
import { awaitSettled } from '../await-link.ts';
import { contentsOf, differences } from './differences.ts';
import { EAST, LocalService, sleepers, until, WEST, type Attributes } from './local-service.ts';

export interface AcceptanceOptions {
  readonly items: number;
  /** How often the backfill is killed with -9 on the way, evenly spread. */
  readonly kills: number;
  /** Live writes a second while it runs. */
  readonly writesPerSecond: number;
  /** What the backfill is started with besides. */
  readonly arguments?: readonly string[];
  readonly say?: (line: string) => void;
  /** An existing one, with the table of `ACCEPTANCE_TABLE`. */
  readonly service?: LocalService;
}

export interface Acceptance {
  /** Keys that differ between the regions at the end. */
  readonly differences: readonly string[];
  readonly items: number;
  readonly liveWrites: number;
  readonly liveDeletes: number;
  /** Of each killed process, the items that were written down as scanned when it was killed. */
  readonly killedAt: readonly number[];
  /** What the last process said. */
  readonly result: Readonly<Record<string, unknown>>;
}

export const ACCEPTANCE_TABLE = 'orders';
const TABLE = ACCEPTANCE_TABLE;
const BATCH = 25;
const FILLERS = 4;

/**
 * A table that was there before Understudy is copied under live writes by a process that is killed on the way; at the
 * end every item of both regions is compared.
 */
export async function runAcceptance(cloud: LocalCloud, options: AcceptanceOptions): Promise<Acceptance> {
  const { items, kills, writesPerSecond, say = () => undefined } = options;
  const service = options.service ?? (await LocalService.prepare(cloud, [TABLE]));
  await service.prepareTables(TABLE, { stream: false });
  await fill(cloud.region(EAST).client(), items);
  await service.switchStreamOn(TABLE);
  say(`${items} items stand in ${EAST}`);
  await service.launchWorker();
  const traffic = startTraffic(service.application([TABLE]), items, writesPerSecond);
  try {
    const killedAt: number[] = [];
    for (let killed = 1; killed <= kills; killed += 1) {
      const wanted = Math.floor((items * killed) / (kills + 1));
      const process = await service.launchBackfill(TABLE, '--json', ...(options.arguments ?? []));
      const at = await until(async () => {
        if (!process.alive()) throw new Error(`it ended: ${process.lastLines().join('\n')}`);
        const scanned = await service.scanned(TABLE);
        return scanned >= wanted && scanned;
      }, 1_800_000);
      await process.kill();
      killedAt.push(at);
      say(`killed at ${at}`);
    }
    const last = await service.launchBackfill(TABLE, '--json', ...(options.arguments ?? []));
    const ended = await last.ended;
    if (ended.code !== 0)
      throw new Error(`it ended with ${String(ended.code)}: ${last.lastLines().join('\n')}`);
    const line = last.lastLines().findLast((each) => each.includes('"backfill.result"')) ?? '{}';
    const written = await traffic.stop();
    await awaitSettled({
      store: service.links,
      link: service.link(TABLE),
      clock: sleepers,
      randomness: systemRandomness,
      signal: new AbortController().signal,
      onTrouble: () => undefined,
      silenceMs: 60_000,
    });
    const [east, west] = [
      await contentsOf(cloud.region(EAST).client(), TABLE),
      await contentsOf(cloud.region(WEST).client(), TABLE),
    ];
    return {
      differences: differences(east, west),
      items: east.size,
      liveWrites: written.writes,
      liveDeletes: written.deletes,
      killedAt,
      result: JSON.parse(line) as Readonly<Record<string, unknown>>,
    };
  } finally {
    await traffic.stop();
    await service.end();
  }
}

/** Half of the items bear the stamp of an earlier write, half were there before Understudy. */
async function fill(client: DynamoDBClient, items: number): Promise<void> {
  const stamp = { S: nativeStamp(1, EAST, Date.now()) };
  const batches = Math.ceil(items / BATCH);
  let next = 0;
  const fillOn = async () => {
    for (let batch = next; batch < batches; batch = next) {
      next += 1;
      const puts = Array.from({ length: Math.min(BATCH, items - batch * BATCH) }, (_none, at) => {
        const index = batch * BATCH + at;
        const item: Attributes = {
          id: { S: idOf(index) },
          total: { N: String(index) },
          note: { S: `order ${index} `.padEnd(120, 'x') },
          tags: { SS: ['new', `t${index % 7}`] },
          ...(index % 2 === 0 ? { 'understudy:v': stamp } : {}),
        };
        return { PutRequest: { Item: item } };
      });
      await client.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: puts } }));
    }
  };
  await Promise.all(Array.from({ length: FILLERS }, fillOn));
}

function idOf(index: number): string {
  return `o#${String(index).padStart(8, '0')}`;
}

/** Puts, updates and deletes of old and new keys, at an even pace, until it is stopped. */
function startTraffic(client: DynamoDBDocumentClient, items: number, perSecond: number) {
  const counts = { writes: 0, deletes: 0 };
  const going = { on: true };
  const write = async () => {
    const key = idOf(Math.floor(systemRandomness.fraction() * (items + items / 50 + 1)));
    const dice = systemRandomness.fraction();
    if (dice < 0.35) {
      await client.send(new DeleteCommand({ TableName: TABLE, Key: { id: key } }));
      counts.deletes += 1;
    } else if (dice < 0.6) {
      await client.send(new PutCommand({ TableName: TABLE, Item: { id: key, total: -counts.writes } }));
    } else {
      await client.send(
        new UpdateCommand({
          TableName: TABLE,
          Key: { id: key },
          UpdateExpression: 'SET seen = :seen',
          ExpressionAttributeValues: { ':seen': counts.writes },
        }),
      );
    }
    counts.writes += 1;
  };
  const writing = (async () => {
    while (going.on) {
      const beganMs = sleepers.monotonicMs();
      await write();
      await sleepers.sleep(Math.max(0, beganMs + 1_000 / perSecond - sleepers.monotonicMs()));
    }
  })();
  const stop = async () => {
    going.on = false;
    await writing;
    return counts;
  };
  return { stop };
}
