import { DeleteTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@understudy/core';
import type { RegionCondition, RegionSight } from '@understudy/findings';
import { FENCE_TABLE } from '@understudy/links';
import { ensureFenceTable } from '@understudy/route-store';
import { withLocalRegion, type Fault } from '@understudy/sandbox';
import { EVERY_MS, LOOK_LIMIT_MS, watchRegion } from './test-support/watch-region.ts';

const local = withLocalRegion({ beforeAll, afterAll });
const clock = systemClock();

/** How late a look that is missed may be seen: it begins after the fault, and ends at its limit; the rest is a busy machine's. */
const SEEN_WITHIN_MS = EVERY_MS + LOOK_LIMIT_MS + 1_500;

const is = (condition: RegionCondition) => (sight: RegionSight) => sight.condition === condition;
const answers = ({ condition, missed }: RegionSight) =>
  (condition === 'answering' || condition === 'slow') && missed === 0;
const isMissed = ({ missed }: RegionSight) => missed > 0;

beforeAll(async () => {
  await ensureFenceTable(local().client(), { clock });
});

afterEach(async () => {
  await local().faults.liftAll();
});

describe('a region that answers', () => {
  const Key = { service: { S: 'shop#canary#ohio' } };
  const stored = async () => {
    const read = new GetItemCommand({ TableName: FENCE_TABLE, Key, ConsistentRead: true });
    return (await local().client().send(read)).Item;
  };
  const sequence = async () => Number((await stored())?.['sequence']?.N);

  it('holds the canary of its observer beside the fence', async () => {
    await watchRegion(local(), {}, async ({ observer, until }) => {
      await until(is('answering'));
      const first = observer.sight()?.seenMs ?? 0;
      await until(({ seenMs = 0 }) => seenMs > first);
      expect(observer.sight()).toMatchObject({
        region: 'us-east-1',
        missed: 0,
        write: { tookMs: expect.any(Number) },
      });
    });
    expect(await stored()).toEqual({ ...Key, sequence: { N: expect.stringMatching(/^\d+$/) } });
    expect(await sequence()).toBeGreaterThan(1);
  });

  it('keeps what an earlier process of the observer wrote, and the later one goes on above it', async () => {
    await local()
      .client()
      .send(new PutItemCommand({ TableName: FENCE_TABLE, Item: { ...Key, sequence: { N: '1000000' } } }));
    await watchRegion(local(), {}, async ({ observer, until }) => {
      await until(answers);
      expect(await sequence()).toBeGreaterThanOrEqual(1_000_000);
      const first = observer.sight()?.seenMs ?? 0;
      await until((sight) => answers(sight) && (sight.seenMs ?? 0) >= first + 3 * EVERY_MS);
      expect(await sequence()).toBeGreaterThan(1_000_000);
    });
  });
});

describe('a region that falls out', () => {
  const fall: readonly (readonly [string, () => Promise<unknown>, () => Promise<unknown>])[] = [
    ['is paused', async () => local().pause(), async () => local().resume()],
    ['is killed', () => local().kill(), () => local().restart()],
  ];
  it.each(fall)('and %s is missed within one look, and answers again after it', async (_how, fail, heal) => {
    await watchRegion(local(), {}, async ({ observer, until }) => {
      await until(answers);
      await fail();
      expect(await until(isMissed)).toBeLessThan(SEEN_WITHIN_MS);
      expect(observer.sight()).toMatchObject({
        condition: 'unreachable',
        write: { why: expect.any(String) },
      });
      await until(({ missed }) => missed >= 3);
      await heal();
      await until(answers);
    });
  });
});

describe('a fault', () => {
  const faults: readonly (readonly [Fault, RegionCondition])[] = [
    [{ kind: 'refuse', existing: 'reset' }, 'unreachable'],
    [{ kind: 'unreachable' }, 'unreachable'],
    [{ kind: 'reset', when: 'before' }, 'unreachable'],
    [{ kind: 'blackhole', operations: ['UpdateItem'] }, 'unreachable'],
    [{ kind: 'blackhole', operations: ['GetItem'] }, 'unreachable'],
    [{ kind: 'stall' }, 'unreachable'],
    [{ kind: 'truncate' }, 'unreachable'],
    [{ kind: 'garbage' }, 'server-error'],
    [{ kind: 'server-error', status: 500 }, 'server-error'],
    [{ kind: 'server-error', status: 502, body: 'html' }, 'server-error'],
    [{ kind: 'server-error', status: 503, body: 'none', operations: ['UpdateItem'] }, 'server-error'],
    [{ kind: 'throttle' }, 'throttled'],
    [{ kind: 'throttle', code: 'ThrottlingException' }, 'throttled'],
    [{ kind: 'throttle', code: 'RequestLimitExceeded', operations: ['GetItem'] }, 'throttled'],
  ];
  it.each(faults)('%j counts against the region, as %s, until it is lifted', async (fault, condition) => {
    await watchRegion(local(), {}, async ({ observer, until }) => {
      await until(answers);
      const active = local().faults.add(fault);
      await active.inEffect;
      expect(await until(isMissed)).toBeLessThan(SEEN_WITHIN_MS);
      expect(observer.sight()).toMatchObject({ condition });
      await active.lift();
      await until(answers);
    });
  });

  const slow: Fault = { kind: 'latency', ms: LOOK_LIMIT_MS / 2 + 20 };
  const tooSlow: Fault = { kind: 'latency', ms: LOOK_LIMIT_MS + 20, operations: ['UpdateItem'] };
  it('that makes the region slow does not count, and one that makes it too slow does', async () => {
    await watchRegion(local(), {}, async ({ observer, until }) => {
      await until(answers);
      const active = local().faults.add(slow);
      await until(is('slow'));
      expect(observer.sight()).toMatchObject({
        missed: 0,
        read: { why: expect.stringContaining('answered after') },
      });
      await active.lift();
      local().faults.add(tooSlow);
      await until(({ condition, missed }) => condition === 'unreachable' && missed > 0);
    });
  });
});

describe('what says nothing of the region', () => {
  it.each(['AccessDeniedException', 'UnrecognizedClientException', 'ExpiredTokenException'])(
    'is shown and not counted: %s at the write',
    async (code) => {
      await watchRegion(local(), {}, async ({ observer, until }) => {
        await until(answers);
        local().faults.add({ kind: 'error', code, operations: ['UpdateItem'] });
        await until(is('refused'));
        expect(observer.sight()).toMatchObject({
          missed: 0,
          write: { condition: 'refused', why: expect.stringContaining(code) },
        });
        await local().faults.liftAll();
        await until(answers);
      });
    },
  );

  it('is shown and not counted: a key that the region does not accept', async () => {
    await watchRegion(local(), { accessKeyId: 'not-accepted' }, async ({ observer, until }) => {
      await until(is('refused'));
      expect(observer.sight()).toMatchObject({ missed: 0, write: { condition: 'refused' } });
    });
  });

  it('is shown and not counted: a missing table; once it is made again, the region answers', async () => {
    await watchRegion(local(), {}, async ({ observer, until }) => {
      await until(answers);
      await local()
        .client()
        .send(new DeleteTableCommand({ TableName: FENCE_TABLE }));
      await until(is('table-missing'));
      expect(observer.sight()).toMatchObject({ missed: 0 });
      await ensureFenceTable(local().client(), { clock });
      await until(answers);
    });
  });
});

describe('a name and a certificate', () => {
  it.each(['ENOTFOUND', 'EAI_AGAIN'] as const)(
    'that DNS fails with %s counts against the region',
    async (code) => {
      const { namedEndpoint: endpoint, lookup } = local();
      await watchRegion(local(), { endpoint, lookup }, async ({ observer, until }) => {
        await until(answers);
        const active = local().faults.add({ kind: 'name', code });
        expect(await until(isMissed)).toBeLessThan(SEEN_WITHIN_MS);
        expect(observer.sight()).toMatchObject({ condition: 'name-not-found' });
        await active.lift();
        await until(answers);
      });
    },
  );

  it('that no DNS server knows counts against the region', async () => {
    await watchRegion(local(), { endpoint: 'http://region.invalid:8000' }, async ({ observer, until }) => {
      await until(({ missed }) => missed >= 2);
      expect(observer.sight()).toMatchObject({
        condition: 'name-not-found',
        read: { why: expect.stringContaining('region.invalid') },
      });
    });
  });

  it('that is not there, on a port without TLS, counts against the region', async () => {
    const endpoint = local().directEndpoint.replace('http:', 'https:');
    await watchRegion(local(), { endpoint }, async ({ observer, until }) => {
      await until(({ missed }) => missed >= 2);
      expect(observer.sight()).toMatchObject({ condition: 'tls-failed' });
    });
  });
});
