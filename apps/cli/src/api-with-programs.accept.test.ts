import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  API_ROUTES,
  IntentAnswer,
  IntentState,
  MoveAccountState,
  RecordDetail,
  RecordsPage,
  Snapshot,
} from '@understudy/api-contract';
import { systemClock, waitFor } from '@understudy/core';
import { Ledger } from '@understudy/replicator';
import { encodeVersion } from '@understudy/versions';
import type * as z from 'zod';
import { openOrdersShell } from './test-support/open-orders-shell.ts';
import type { ServiceShell } from './test-support/open-service-shell.ts';

const LIMIT_MS = 240_000;
const clock = systemClock();

let shell: ServiceShell;
let address = '';
let token = '';

beforeAll(async () => {
  shell = await openOrdersShell();
  await shell.type('understudy token create --name ada --role operator > token.txt 2> /dev/null');
  token = readFileSync(`${shell.directory}/token.txt`, 'utf8').trim();
}, LIMIT_MS);
afterAll(() => shell.close());

async function ask(path: string, body?: object) {
  const answer = await fetch(`${address}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: await answer.json() };
}

/** Asks again until the answer fits. */
async function until<T>(path: string, schema: z.ZodType<T>, fits: (value: T) => boolean): Promise<T> {
  let last: unknown;
  const condition = async () => {
    const { json } = await ask(path);
    last = json;
    const parsed = schema.safeParse(json);
    return parsed.success && fits(parsed.data) && parsed.data;
  };
  const waited = await waitFor(condition, { clock, everyMs: 300, limitMs: 90_000 });
  if (waited.met) return waited.value;
  throw new Error(`Not in time: ${JSON.stringify(last).slice(0, 4_000)}`);
}

/** A write that lost: it is listed, shown with its image, and dropped once. */
async function decideLost(): Promise<void> {
  const version = { epoch: 1, region: 'us-east-1', sequence: '1'.repeat(25) };
  const image = {
    id: { S: 'o-7' },
    photo: { B: new Uint8Array([1, 2, 3]) },
    total: { N: '12345678901234567890.5' },
  };
  const change = {
    kind: 'put',
    keyText: 'o-7',
    key: { id: image.id },
    image,
    version,
    versionText: encodeVersion(version),
  } as const;
  const link = { table: 'orders', source: 'us-east-1', target: 'eu-central-1' };
  const ledger = new Ledger(shell.cloud.region('eu-central-1').client());
  await ledger.record(link, change, 'foreign-tail', undefined, clock.wallMs());
  const { records } = RecordsPage.parse((await ask('/api/v1/ledger?state=open&table=orders')).json);
  expect(records).toMatchObject([
    { key: { id: { S: 'o-7' } }, cause: 'foreign-tail', state: 'open', decisions: [] },
  ]);
  const path = `/api/v1/ledger/${encodeURIComponent(records[0]?.record ?? '')}`;
  const shown = RecordDetail.parse((await ask(path)).json);
  expect(shown.images['lost']).toEqual({
    id: { S: 'o-7' },
    photo: { B: 'AQID' },
    total: { N: '12345678901234567890.5' },
  });
  const drop = () => ask(`${path}/decision`, { action: 'drop', why: 'it was written again' });
  expect(await drop()).toMatchObject({ status: 200, json: { outcome: 'dropped', closed: true } });
  expect(await drop()).toMatchObject({
    status: 409,
    json: { error: { code: 'UND_API_RECORD_NOT_DECIDED' } },
  });
  expect(RecordDetail.parse((await ask(path)).json)).toMatchObject({
    state: 'closed',
    decisions: [{ by: 'ada', action: 'drop' }],
  });
  expect((await ask('/api/v1/dead-letters')).json).toEqual({ records: [] });
  expect((await ask(`${path}x`)).status).toBe(404);
}

describe('the API beside real programs', () => {
  it(
    'shows the service, hands an order to the orchestrator, and shows the move until it is verified',
    async () => {
      await shell.type('understudy replicator run --port 0 > replicator.log 2>&1 & replicator=$!');
      await shell.type(
        'understudy orchestrator run --name orch-1 --port 0 > orchestrator.log 2>&1 & orchestrator=$!',
      );
      await shell.type('understudy api run --port 0 > api.log 2>&1 & api=$!');
      await shell.type('for i in $(seq 60); do grep -q api.started api.log && break || sleep 0.5; done');
      const log = readFileSync(`${shell.directory}/api.log`, 'utf8');
      address = /"address":"([^"]+)"/.exec(log)?.[1] ?? '';

      const ready = await until('/api/v1/snapshot', Snapshot, ({ answers, links }) => {
        const all = links.known ? links.value : [];
        return (
          answers.writes.state === 'succeeding' &&
          all.length === 2 &&
          all.every(({ lagMs }) => lagMs !== undefined)
        );
      });
      expect(ready.answers.writer.what).toBe('us-east-1 is the writer, epoch 1.');
      const revision = ready.route.known ? ready.route.value.revision : 0;
      const preview = await ask('/api/v1/preview?kind=switchover&to=eu-central-1');
      expect(API_ROUTES.preview.answer.parse(preview.json)).toMatchObject({
        from: 'us-east-1',
        refusals: [],
      });

      const order = { to: 'eu-central-1', reason: 'new disks', revision };
      const made = await ask('/api/v1/intents/switchover', order);
      const { intent } = IntentAnswer.parse(made.json);
      expect([made.status, intent.by]).toEqual([201, 'ada']);
      await until(`/api/v1/intents/${intent.id}`, IntentState, ({ state }) => state === 'done');

      const after = await until(
        '/api/v1/snapshot',
        Snapshot,
        ({ move }) => move.known && move.value?.running === false,
      );
      expect(after.answers.writer.what).toBe('eu-central-1 is the writer, epoch 2.');
      const account = await until('/api/v1/moves/2', MoveAccountState, ({ verified }) => verified === true);
      expect(account).toMatchObject({
        from: 'us-east-1',
        outcome: 'promoted',
        request: { by: 'ada', automatic: false },
      });
      expect((await ask('/api/v1/intents/switchover', order)).json).toMatchObject({
        error: { code: 'UND_API_ROUTE_CHANGED', route: { epoch: 2, writer: 'eu-central-1' } },
      });
      await decideLost();
      expect((await fetch(`${address}/writer?region=eu-central-1`)).status).toBe(200);
      expect((await fetch(`${address}/writer?region=us-east-1`)).status).toBe(503);
      await shell.type('kill $api $orchestrator $replicator; wait $api $orchestrator $replicator || true');
      expect(readFileSync(`${shell.directory}/api.log`, 'utf8')).toContain('"event":"api.stopped"');
    },
    LIMIT_MS,
  );
});
