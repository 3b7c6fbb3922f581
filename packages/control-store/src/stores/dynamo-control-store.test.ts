import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { systemClock } from '@understudy/core';
import { ManualClock } from '@understudy/core/testing';
import type { Intent } from '@understudy/findings';
import { CONTROL_TABLE, controlTable } from '@understudy/links';
import type { StoredItem } from '@understudy/route';
import { ensureTable, type Sender } from '@understudy/route-store';
import { losingSender, scriptedSender } from '@understudy/route-store/testing';
import { withLocalRegion } from '@understudy/sandbox';
import type { ControlStoreError } from '../errors.ts';
import { encodeAuditEntry } from '../items/encode-audit-entry.ts';
import { collectAudit } from '../testing/collect-audit.ts';
import { controlStoreContract } from '../testing/control-store-contract.ts';
import { SAMPLES } from '../testing/samples.ts';
import { DynamoControlStore } from './dynamo-control-store.ts';

const limits = { controlTimeoutMs: 1_500 };
const region = withLocalRegion({ beforeAll, afterAll }, 'eu-west-1');
let client: DynamoDBClient;
let services = 0;
const service = () => `service-${String((services += 1))}`;

beforeAll(async () => {
  client = region().client({ maxAttempts: 1 });
  await ensureTable(client, controlTable());
});

const open = (senders: readonly Sender[] = [client], name = service(), nowMs: number = SAMPLES.nowMs) =>
  new DynamoControlStore({
    service: name,
    senders,
    limits,
    clock: { ...systemClock(), wallMs: () => nowMs },
  });

/** A store whose first answer is lost, of the service of another store. */
const openLosing = () => {
  const name = service();
  return { store: open([client], name), losing: (lost = 1) => open([losingSender(client, lost)], name) };
};

const nowhere = () =>
  new DynamoDBClient({ ...region().clientConfig(), maxAttempts: 1, endpoint: 'http://127.0.0.1:1' });
const silent: Sender = { send: (() => new Promise(() => {})) as Sender['send'] };

describe('DynamoControlStore on DynamoDB Local', () => {
  for (const { name, run } of controlStoreContract(async (nowMs) => open([client], service(), nowMs)))
    it(name, run);
});

describe('a write whose answer was lost', () => {
  const { report, leader, intent, lastMove, auditEntry, freeze } = SAMPLES;

  it('is found: a report by its instance', async () => {
    const { store, losing } = openLosing();
    await losing().writeReport(report);
    expect((await store.read()).reports).toEqual([report]);
  });

  it('is found: a leader by its token', async () => {
    const { losing } = openLosing();
    expect(await losing().writeLeader(leader, undefined)).toBe(true);
    expect(await losing().writeLeader({ ...leader, token: 'token 2' }, leader.token)).toBe(true);
    expect(await losing().writeLeader({ ...leader, token: 'token 3' }, leader.token)).toBe(false);
    await losing().releaseLeader('token 2');
    expect((await losing(0).read()).leader).toBeUndefined();
  });

  it('is found: an intent, and is not taken for the same one of another process', async () => {
    const { store, losing } = openLosing();
    expect(await losing().createIntent(intent)).toEqual({ created: true, intent });
    expect(await losing().createIntent(intent)).toEqual({ created: false, intent });
    const taken: Intent = { ...intent, state: 'taken', revision: 2 };
    expect(await losing().updateIntent(taken, 1)).toEqual({ won: true, intent: taken });
    expect(await store.updateIntent(taken, 1)).toEqual({ won: false, intent: taken });
  });

  it('is found: the last move, an audit entry', async () => {
    const { losing } = openLosing();
    expect(await losing().writeLastMove(lastMove)).toBe(true);
    expect(await losing().writeLastMove(lastMove)).toBe(false);
    await losing().append(auditEntry);
    await expect(losing().append({ ...auditEntry, by: 'dublin' })).rejects.toMatchObject({
      code: 'UND_CONTROL_STORE_AUDIT_ID_TAKEN',
    });
  });

  it('is found: the removal of a freeze', async () => {
    const name = service();
    const store = open([client], name);
    await store.putFreeze(freeze);
    const lossy = losingSender(client, 1);
    const send = async (command: DeleteItemCommand, options: object) =>
      (command instanceof DeleteItemCommand ? lossy : client).send(command, options);
    const removing = open([{ send: send as Sender['send'] }], name);
    expect(await removing.removeFreeze()).toBe(true);
    expect(await removing.removeFreeze()).toBe(false);
    expect((await store.read()).directives.freeze).toBeUndefined();
  });

  it('is an error where it could not be looked up', async () => {
    const { store, losing } = openLosing();
    await expect(losing(2).writeLeader(leader, undefined)).rejects.toMatchObject({
      code: 'UND_CONTROL_STORE_UNREACHABLE',
      exit: 'controlStoreUnreachable',
    });
    expect((await store.read()).leader).toEqual(leader);
  });
});

describe('the endpoints', () => {
  it('are asked in order, past dead and silent ones, within the time limit', async () => {
    const store = open([nowhere(), silent, client]);
    await store.putFreeze(SAMPLES.freeze);
    expect((await store.read()).directives.freeze).toEqual(SAMPLES.freeze);
    const unreachable = { code: 'UND_CONTROL_STORE_UNREACHABLE', cause: { errors: [{}, {}] } };
    await expect(open([nowhere(), silent]).read()).rejects.toMatchObject(unreachable);
  });

  it('must be at least one', () => {
    expect(() => open([])).toThrow('UND_CONTROL_STORE_OPTIONS_INVALID');
  });

  it('are asked for strongly consistent reads, which can be ended', async () => {
    const { sender, sent } = scriptedSender({ Items: [] }, { Items: [] }, {});
    const store = open([sender], 'shop');
    await store.read();
    expect(await collectAudit(store)).toEqual([]);
    await store.removeFreeze();
    const abortSignal = expect.any(AbortSignal);
    expect(sent).toMatchObject([
      {
        input: { ConsistentRead: true, ExpressionAttributeValues: { ':service': { S: 'shop' } } },
        abortSignal,
      },
      {
        input: { ConsistentRead: true, ExpressionAttributeValues: { ':service': { S: 'shop#audit' } } },
        abortSignal,
      },
      { input: { ConsistentRead: true, Key: { entry: { S: 'freeze' } } }, abortSignal },
    ]);
  });

  it('that have no such table differ from those that refuse', async () => {
    const missing = new ResourceNotFoundException({ message: 'no table', $metadata: {} });
    const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException', $fault: 'client' });
    const codeOf = (...errors: readonly Error[]) =>
      open(errors.map((error) => scriptedSender(error).sender))
        .read()
        .catch((error: unknown) => (error as { code: string }).code);
    expect(await codeOf(missing, missing)).toBe('UND_CONTROL_STORE_TABLE_MISSING');
    expect(await codeOf(denied)).toBe('UND_CONTROL_STORE_REFUSED');
    expect(await codeOf(missing, denied)).toBe('UND_CONTROL_STORE_REFUSED');
    expect(await codeOf(missing, new Error('socket hang up'))).toBe('UND_CONTROL_STORE_UNREACHABLE');
  });

  it('of a service that was set up before there was such a table lack it', async () => {
    const bare = new DynamoDBClient({
      ...region().clientConfig(),
      credentials: { accessKeyId: 'bare', secretAccessKey: 'secret' },
    });
    const missing = { code: 'UND_CONTROL_STORE_TABLE_MISSING', remedy: /understudy setup/ };
    await expect(open([bare]).read()).rejects.toMatchObject({ code: missing.code });
    await expect(open([bare]).putFreeze(SAMPLES.freeze)).rejects.toThrow(missing.remedy);
    bare.destroy();
  });
});

describe('pages', () => {
  it('are read until the last one, also where the audit has a limit', async () => {
    const store = open();
    const data = { view: 'x'.repeat(340_000) };
    const ids = Array.from({ length: 7 }, (_none, at) => `id ${at}`);
    for (const id of ids) await store.append({ ...SAMPLES.auditEntry, id, data });
    const read = async (options: object) => (await collectAudit(store, options)).map(({ id }) => id);
    expect(await read({})).toEqual(ids);
    expect(await read({ limit: 5 })).toEqual(ids.slice(0, 5));
    expect(await read({ limit: 5, newestFirst: true })).toEqual([...ids].reverse().slice(0, 5));
  });

  it('of what a tick needs are read until the last one', async () => {
    const store = open();
    const reports = Array.from({ length: 5 }, (_none, at) => ({
      ...SAMPLES.report,
      observer: `observer ${at}`,
      place: 'x'.repeat(290_000),
    }));
    for (const report of reports) await store.writeReport(report);
    expect((await store.read()).reports).toEqual(reports);
  });

  it('of what a tick needs are read within one time limit, those of the audit within one each', async () => {
    const clock = new ManualClock();
    const slow: Sender = {
      send: (async () => {
        await clock.sleep(1_000);
        return { Items: [], LastEvaluatedKey: { entry: { S: 'x' } } };
      }) as Sender['send'],
    };
    const store = new DynamoControlStore({ service: 'shop', senders: [slow], limits, clock });
    const read = store.read().then(
      () => 'read',
      (error: unknown) => (error as ControlStoreError).code,
    );
    const audit = store.readAudit()[Symbol.asyncIterator]().next();
    audit.catch(() => {});
    await clock.advance(1_500);
    expect(await read).toBe('UND_CONTROL_STORE_UNREACHABLE');
    await clock.advance(3_000);
    expect(await Promise.race([audit, Promise.resolve('still reading')])).toBe('still reading');
  });

  it('of the audit are read when they are asked for', async () => {
    const page = { Items: [], LastEvaluatedKey: { entry: { S: 'x' } } };
    const item = { ...auditItem('shop#audit', 'a'), ...page.LastEvaluatedKey };
    const { sender, sent } = scriptedSender({ ...page, Items: [item] }, page, { Items: [] });
    const entries = open([sender], 'shop').readAudit();
    expect(sent).toHaveLength(0);
    expect(await entries[Symbol.asyncIterator]().next()).toMatchObject({ done: false });
    expect(sent).toHaveLength(1);
  });
});

describe('a stored item', () => {
  const put = async (name: string, entry: string, item: StoredItem) => {
    const Item = { service: { S: name }, entry: { S: entry }, ...item };
    await client.send(new PutItemCommand({ TableName: CONTROL_TABLE, Item }));
  };

  it('of a later version is read: with attributes and of kinds that are unknown', async () => {
    const name = service();
    const store = open([client], name);
    await store.putFreeze(SAMPLES.freeze);
    await put(name, 'leader', {
      observer: { S: 'dublin' },
      instance: { S: 'i' },
      token: { S: 't' },
      sinceMs: { N: '1' },
      mood: { M: { good: { BOOL: true } } },
    });
    await put(name, 'weather#dublin', { rain: { BOOL: true } });
    expect(await store.read()).toMatchObject({
      leader: { observer: 'dublin', instance: 'i', token: 't', sinceMs: 1 },
      directives: { freeze: SAMPLES.freeze },
    });
  });

  it('that is corrupt is an error with its entry and what is wrong', async () => {
    const name = service();
    const store = open([client], name);
    await put(name, 'report#dublin', { observer: { S: 'dublin' }, sequence: { S: 'one' } });
    await expect(store.read()).rejects.toMatchObject({
      code: 'UND_CONTROL_STORE_CORRUPT',
      what: 'report#dublin.place: it must be a string.',
      details: { entry: 'report#dublin', path: 'report#dublin.place' },
    });
    await expect(store.writeReport({ ...SAMPLES.report, observer: 'dublin' })).rejects.toMatchObject({
      code: 'UND_CONTROL_STORE_CORRUPT',
      what: 'report#dublin.instance: it must be a string.',
    });
  });

  it('of the audit that is corrupt is an error with its entry', async () => {
    const name = service();
    await put(`${name}#audit`, '2027-01-15T08:00:00.000Z#x', { ...auditItem(name, 'x'), data: { S: '[1' } });
    await expect(collectAudit(open([client], name))).rejects.toMatchObject({
      code: 'UND_CONTROL_STORE_CORRUPT',
      what: '2027-01-15T08:00:00.000Z#x.data: it must be the JSON text of an object.',
    });
  });
});

function auditItem(name: string, id: string): StoredItem {
  const { service: _service, entry: _entry, ...item } = encodeAuditEntry(name, { ...SAMPLES.auditEntry, id });
  return item;
}
