import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemRandomness } from '@understudy/core';
import type { RegionClient, ReplicationWorker } from '@understudy/replicator';
import { leaveCleanly } from '@understudy/replicator/testing';
import { ACCESS_KEY, withLocalCloud } from '@understudy/sandbox';
import { nativeStamp, replicatedStamp } from '@understudy/versions';
import { LINKS_TABLE } from '@understudy/links';
import type { RouteLease } from '@understudy/route-store';
import { continueLink } from './continue-link.ts';
import { findPlaces } from './find-places.ts';
import { copyOptions } from './options.ts';
import { placeLink } from './place-link.ts';
import { openStream } from './replay-from-noted.ts';
import { planBackfill, runBackfill, type BackfillSettings } from './run-backfill.ts';
import { contentsOf, differences } from './test-support/differences.ts';
import { ACCEPTANCE_TABLE, runAcceptance } from './test-support/run-acceptance.ts';
import {
  EAST,
  LocalService,
  QUICK_LIMITS,
  sleepers,
  until,
  WEST,
  WITNESS,
} from './test-support/local-service.ts';

process.env.AWS_ACCESS_KEY_ID = ACCESS_KEY;
process.env.AWS_SECRET_ACCESS_KEY = ACCESS_KEY;

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST], witness: WITNESS });
const TABLES = ['replayed', 'tombstoned', 'reseeded', 'continued'] as const;
let service: LocalService;
let lease: RouteLease;
let application: DynamoDBDocumentClient;
let worker: ReplicationWorker;

beforeAll(async () => {
  service = await LocalService.prepare(cloud(), [ACCEPTANCE_TABLE]);
  for (const table of TABLES)
    await service.prepareTables(table, { stream: table !== 'replayed' && table !== 'tombstoned' });
  lease = service.lease();
  application = service.application(TABLES);
});

afterAll(async () => {
  await service.end();
});

const steps: string[] = [];

function settingsOf(table: string, more: Partial<BackfillSettings> = {}): BackfillSettings {
  const [east, west] = [service.open(EAST), service.open(WEST)];
  return {
    link: service.link(table),
    clients: { source: east.dynamodb, sourceStreams: east.streams, target: west.dynamodb },
    lease,
    limits: QUICK_LIMITS,
    options: copyOptions({ pageItems: 10, checkpointMs: 50, progressMs: 100 }),
    stampAttribute: 'understudy:v',
    clock: sleepers,
    randomness: systemRandomness,
    signal: new AbortController().signal,
    tombstones: false,
    reseed: false,
    restart: false,
    onProgress: () => undefined,
    onTrouble: () => undefined,
    onStep: (step) => steps.push(step),
    ...more,
  };
}

async function putRaw(region: string, table: string, id: string, stamp?: string): Promise<void> {
  const item: Record<string, AttributeValue> = {
    id: { S: id },
    "it's": { L: [{ N: '1.50' }, { NULL: true }, { M: { deep: { B: new Uint8Array([1, 2]) } } }] },
    sets: { NS: ['3', '20'] },
    ...(stamp === undefined ? {} : { 'understudy:v': { S: stamp } }),
  };
  await cloud()
    .region(region)
    .client()
    .send(new PutItemCommand({ TableName: table, Item: item }));
}

async function regionsDiffer(table: string): Promise<readonly string[]> {
  const [east, west] = [cloud().region(EAST).client(), cloud().region(WEST).client()];
  return differences(await contentsOf(east, table), await contentsOf(west, table));
}

/** Deletes an item at the source while its copy is under way, and has the link carry the delete before it lands. */
async function copyLatePut(table: 'replayed' | 'tombstoned', tombstones: boolean) {
  for (let at = 0; at < 30; at += 1)
    await putRaw(EAST, table, `k${at}`, at % 2 === 0 ? undefined : nativeStamp(1, EAST, 1));
  await service.switchStreamOn(table);
  await leaveCleanly(service.links, service.link(table));
  // With the replay: what the link has carried is not checkpointed yet when the copy is over.
  worker = await service.work([table], { checkpointMs: tombstones ? 100 : 8_000 });
  await until(() => worker.status().some(({ link, atTip }) => link.source === EAST && atTip));
  const west = cloud().region(WEST);
  const slow = west.faults.add({ kind: 'latency', ms: 1_500, operations: ['BatchExecuteStatement'] });
  const backfill = runBackfill(settingsOf(table, { tombstones }));
  await until(() => slow.hits > 0);
  const applied = () => worker.status().find(({ link }) => link.source === EAST)?.applied ?? 0;
  const before = applied();
  await application.send(new DeleteCommand({ TableName: table, Key: { id: 'k1' } }));
  await application.send(new PutCommand({ TableName: table, Item: { id: 'k2', newer: true } }));
  await until(() => applied() >= before + 2);
  const report = await backfill;
  await slow.lift();
  await worker.stop();
  return report;
}

test('a delete that the link carried before the copy landed is replayed', async () => {
  const report = await copyLatePut('replayed', false);
  expect(report).toMatchObject({ scanned: 30, failed: 0 });
  expect(report.copied + report.newer).toBe(30);
  expect(await regionsDiffer('replayed')).toEqual([]);
  expect(steps).toContain('backfill.replaying');
  expect((await contentsOf(cloud().region(WEST).client(), 'replayed')).size).toBe(29);
  // Nothing is left behind but the job, done; another one starts from the beginning.
  expect(await service.jobs.read(service.link('replayed'))).toMatchObject({ phase: 'done', noted: [] });
  await expect(
    runBackfill(settingsOf('replayed', { link: { table: 'replayed', source: WEST, target: EAST } })),
  ).rejects.toMatchObject({ code: 'UND_BACKFILL_NOT_THE_WRITER' });
});

test('with tombstones the link looks at its deletes again, and nothing is replayed', async () => {
  steps.length = 0;
  const report = await copyLatePut('tombstoned', true);
  expect(report).toMatchObject({ scanned: 30, failed: 0 });
  expect(await regionsDiffer('tombstoned')).toEqual([]);
  expect(steps).not.toContain('backfill.replaying');
  expect(steps).toContain('backfill.rechecking');
  expect(await service.links.readHold(service.link('tombstoned'))).toBeUndefined();
});

test('what the stream dropped unread is made good, and the report states the loss window', async () => {
  const table = 'reseeded';
  const link = service.link(table);
  const at = (sequence: number) => replicatedStamp({ epoch: 1, region: EAST, sequence: String(sequence) });
  const native = nativeStamp(1, EAST, 1);
  // As a link leaves them that has lost an update of "changed" and a delete of "gone".
  for (const id of ['same', 'changed', 'missing']) await putRaw(EAST, table, id, native);
  for (const id of ['same', 'gone']) await putRaw(WEST, table, id, at(7));
  await cloud()
    .region(WEST)
    .client()
    .send(
      new PutItemCommand({
        TableName: table,
        Item: { id: { S: 'changed' }, old: { BOOL: true }, 'understudy:v': { S: at(8) } },
      }),
    );
  await cloud()
    .region(WEST)
    .client()
    .send(
      new PutItemCommand({
        TableName: LINKS_TABLE,
        Item: {
          link: { S: `${table}|${EAST}|${WEST}` },
          part: { S: 'gap' },
          fromMs: { N: '1000' },
          untilMs: { N: '2000' },
        },
      }),
    );
  await skipAll(table);
  worker = await service.work([table]);
  await until(() => worker.status().some(({ gap }) => gap?.untilMs === 2_000));
  const report = await runBackfill(settingsOf(table, { reseed: true }));
  expect(report).toMatchObject({ corrected: 1, removed: 1, lossWindow: { fromMs: 1_000, untilMs: 2_000 } });
  expect(await regionsDiffer(table)).toEqual([]);
  expect(await service.links.readGap(link)).toBeUndefined();
  await until(() => worker.status().every(({ gap }) => gap === undefined));
  await worker.stop();
});

test('a link tells how long its stream will hold what it has not read, and says aloud what was dropped', async () => {
  const table = 'reseeded';
  const link = service.link(table);
  const toSource = () => worker.status().find(({ link: { source } }) => source === EAST);
  worker = await service.work([table]);
  await until(() => (toSource()?.trimInMs ?? 0) > 23.9 * 3_600_000);
  await worker.stop();
  // AWS drops what is older than a day; DynamoDB Local has to be made to say so.
  cloud()
    .region(EAST)
    .faults.add({ kind: 'error', code: 'TrimmedDataAccessException', operations: ['GetRecords'], times: 2 });
  worker = await service.work([table]);
  // It reaches to the first record that is read again; here nothing was dropped in truth.
  const gap = await until(async () => {
    const noted = await service.links.readGap(link);
    return noted?.fromMs === noted?.untilMs && noted;
  });
  expect(gap.fromMs).toBeLessThanOrEqual(Date.now());
  expect(toSource()).toMatchObject({ gap, gaps: 1 });
  await service.links.dropGap(link, gap);
  await until(() => toSource()?.gap === undefined);
  await worker.stop();
});

test('after an import a link goes on from the time of the export, or says why it can not', async () => {
  const table = 'continued';
  for (const id of ['a', 'b', 'c'])
    await application.send(new PutCommand({ TableName: table, Item: { id, n: 1 } }));
  const timeMs = Date.now();
  await application.send(new DeleteCommand({ TableName: table, Key: { id: 'a' } }));
  await application.send(new PutCommand({ TableName: table, Item: { id: 'b', n: 2 } }));
  // The link has read past that time: into a table that is then replaced by an import.
  await skipAll(table);
  for (const id of ['a', 'b', 'c']) {
    const item = { id: { S: id }, n: { N: '1' }, 'understudy:v': { S: nativeStamp(1, EAST, timeMs - 1) } };
    await cloud()
      .region(WEST)
      .client()
      .send(new PutItemCommand({ TableName: table, Item: item }));
  }
  expect(await regionsDiffer(table)).toHaveLength(2);
  worker = await service.work([table]);
  const settings = settingsOf(table);
  expect(await continueLink({ ...settings, timeMs })).toEqual({ placed: true });
  expect(await regionsDiffer(table)).toEqual([]);
  for (const [wrongMs, why] of [
    [Date.now() - 23.5 * 3_600_000, 'it keeps records for 24 hours'],
    [Date.now() - 3_600_000, 'it begins at'],
    [Date.now() + 3_600_000, 'yet to come'],
  ] as const) {
    await expect(continueLink({ ...settings, timeMs: wrongMs })).rejects.toMatchObject({
      code: 'UND_BACKFILL_STREAM_TOO_SHORT',
      message: expect.stringContaining(why),
    });
  }
  await worker.stop();
});

/** Puts the link's place behind everything that its stream holds, as if it had been read. */
async function skipAll(table: string): Promise<void> {
  const reader = openStream(settingsOf(table));
  const places = await findPlaces(reader, Date.now() + 3_600_000, () => Promise.resolve());
  await placeLink(places, {
    store: service.links,
    link: service.link(table),
    limits: QUICK_LIMITS,
    clock: sleepers,
    randomness: systemRandomness,
    signal: new AbortController().signal,
    confirm: () => Promise.resolve(),
  });
}

test('what can not end while the stream holds it is refused before anything is written, but for tombstones', async () => {
  const settings = settingsOf('continued');
  const send = settings.clients.source.send.bind(settings.clients.source) as (
    command: object,
  ) => Promise<object>;
  const source = {
    send: async (command: object) => {
      const answer = await send(command);
      const described = 'Table' in answer && (answer.Table as object);
      return described ? { Table: { ...described, ItemCount: 2e8, TableSizeBytes: 2e11 } } : answer;
    },
  };
  const huge = {
    ...settings,
    clients: { ...settings.clients, source: source as unknown as RegionClient },
  };
  await expect(runBackfill(huge)).rejects.toMatchObject({ code: 'UND_BACKFILL_RETENTION_TOO_SHORT' });
  expect(await service.jobs.read(settings.link)).toBeUndefined();
  expect(await planBackfill({ ...huge, tombstones: true })).toMatchObject({
    items: 2e8,
    segments: 4,
    durationMs: 2e8,
  });
});

test('a table that is written to while it is copied ends identical, by processes that are killed on the way', async () => {
  const {
    differences: found,
    killedAt,
    liveWrites,
    result,
  } = await runAcceptance(cloud(), {
    service,
    items: 300,
    kills: 1,
    writesPerSecond: 20,
    // Slow enough to be killed in its midst.
    arguments: ['--write-units', '150'],
  });
  expect(found).toEqual([]);
  expect(killedAt).toHaveLength(1);
  expect(liveWrites).toBeGreaterThan(0);
  expect(result).toMatchObject({ failed: 0 });
});
