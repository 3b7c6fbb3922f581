import { describe, expect, it } from '@jest/globals';
import type { ManualClock } from '@understudy/core/testing';
import { moving, steady } from '@understudy/route/testing';
import { driveEngine, never } from './test-support/drive-engine.ts';

const put = (id: number) => ({ TableName: 'orders', Item: { pk: { S: `o-${id}` } } });
const get = { TableName: 'orders', Key: { pk: { S: 'a' } } };
/** Ends with what was thrown, or with what served it. */
const outcome = (served: Promise<{ readonly attempts: number }>) =>
  served.then(
    ({ attempts }) => attempts,
    (error: unknown) => (error as { code?: string }).code ?? error,
  );

/** A region that does one request after the other, also those whose sender has given them up. */
class SlowRegion {
  readonly serviceMs: number;
  #freeMs: number;

  constructor({ serviceMs, stallMs }: { readonly serviceMs: number; readonly stallMs: number }) {
    this.serviceMs = serviceMs;
    this.#freeMs = stallMs;
  }

  async answer(clock: ManualClock): Promise<object> {
    this.#freeMs = Math.max(this.#freeMs, clock.monotonicMs()) + this.serviceMs;
    await clock.sleep(this.#freeMs - clock.monotonicMs());
    return {};
  }
}

describe('permits of a region', () => {
  // History: a region did not answer for ten seconds. The waiting requests were repeated again and again, and since it also
  // served the attempts that had been given up, it never answered in time again, at less load than it could serve.
  it('let a stalled region recover, although more requests wait than it can serve in time', async () => {
    const region = new SlowRegion({ serviceMs: 20, stallMs: 10_000 });
    const { clock, run, sent } = driveEngine((_request, _attempt, now) => region.answer(now));
    const outcomes: Promise<unknown>[] = [];
    const arrive = async (seconds: number) => {
      for (let at = 0; at < seconds * 20; at += 1) {
        outcomes.push(outcome(run('PutItem', put(outcomes.length))));
        await clock.advance(50);
      }
    };
    await arrive(25);
    const [before, asked] = [outcomes.length, sent.length];
    await arrive(5);
    expect(sent.length - asked).toBe(outcomes.length - before);
    await clock.advance(2_000);
    const ends = await Promise.all(outcomes);
    expect(ends.filter((end) => typeof end !== 'number')).toEqual([]);
    expect(new Set(ends.slice(before))).toEqual(new Set([1]));
  });

  it('start at ten, and increase with every answer', async () => {
    const answers: (() => void)[] = [];
    const { clock, run, sent } = driveEngine(() => new Promise((resolve) => answers.push(() => resolve({}))));
    const all = Array.from({ length: 40 }, (_, id) => run('PutItem', put(id)));
    await clock.advance(0);
    expect(sent).toHaveLength(10);
    for (const answer of answers.splice(0)) answer();
    await clock.advance(0);
    expect(sent).toHaveLength(30);
    for (const answer of answers.splice(0)) answer();
    await clock.advance(0);
    for (const answer of answers.splice(0)) answer();
    expect((await Promise.all(all)).map(({ attempts }) => attempts)).toEqual(all.map(() => 1));
  });

  it('are granted in the order of arrival', async () => {
    const { clock, run, sent } = driveEngine(async (_request, _attempt, now) => {
      await now.sleep(10);
      return {};
    });
    const all = Array.from({ length: 60 }, (_, id) => run('PutItem', put(id)));
    await clock.advance(1_000);
    await Promise.all(all);
    const ids = sent.map(({ input }) => /o-(\d+)/.exec(JSON.stringify(input))?.[1]);
    expect(ids).toEqual(all.map((_, id) => String(id)));
  });
});

describe('waiting for a permit', () => {
  it('ends when the route changes', async () => {
    const { clock, lease, run, sent } = driveEngine((_request, { region }) =>
      region === 'us-east-1' ? never() : Promise.resolve({}),
    );
    const all = Array.from({ length: 12 }, (_, id) => run('PutItem', put(id)));
    await clock.advance(500);
    expect(sent).toHaveLength(10);
    lease.set(moving());
    await clock.advance(100);
    lease.set(steady('eu-central-1', 2));
    await clock.advance(0);
    expect(sent.slice(10).map(({ region }) => region)).toEqual(['eu-central-1', 'eu-central-1']);
    await clock.advance(10_000);
    expect((await Promise.all(all)).every(({ servedBy }) => servedBy.region === 'eu-central-1')).toBe(true);
  });

  it('ends at the deadline, and a write without one was not applied', async () => {
    const { clock, run, sent } = driveEngine(never, { limits: { writeDeadlineMs: 16_000 } });
    const ends = Array.from({ length: 30 }, (_, id) => outcome(run('PutItem', put(id))));
    await clock.advance(20_000);
    const codes = await Promise.all(ends);
    const asked = new Set(sent.map(({ input }) => JSON.stringify(input))).size;
    expect(asked).toBeLessThan(30);
    expect(codes.filter((code) => code === 'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS')).toHaveLength(asked);
    expect(codes.filter((code) => code === 'UND_FAILOVER_CLIENT_WRITE_DEADLINE')).toHaveLength(30 - asked);
  });

  it('ends for reads that another region may answer, when the region does not', async () => {
    const { clock, run } = driveEngine(
      (_request, { region }) => (region === 'us-east-1' ? never() : Promise.resolve({})),
      { reads: 'any' },
    );
    const all = Array.from({ length: 30 }, () => run('GetItem', get));
    // One of them is granted a released permit, and then times out there itself.
    await clock.advance(4_500);
    const served = await Promise.all(all);
    expect(served.map(({ servedBy }) => servedBy.region)).toEqual(all.map(() => 'eu-central-1'));
  });

  it('ends when the caller aborts, and the permit goes to the next', async () => {
    const { clock, run, sent } = driveEngine(({ operation }) =>
      operation === 'GetItem' ? Promise.resolve({}) : never(),
    );
    const callers = Array.from({ length: 12 }, () => new AbortController());
    const ends = callers.map(({ signal }, id) => outcome(run('PutItem', put(id), signal)));
    const next = outcome(run('GetItem', { ...get, ConsistentRead: true }));
    await clock.advance(0);
    expect(sent).toHaveLength(10);
    for (const caller of callers) caller.abort();
    expect(await next).toBe(1);
    expect((await Promise.all(ends)).every((error) => (error as Error).name === 'AbortError')).toBe(true);
    expect(sent).toHaveLength(11);
  });

  it('fails when the client is destroyed', async () => {
    const { clock, engine, run, sent } = driveEngine(never);
    const ends = Array.from({ length: 11 }, (_, id) => outcome(run('PutItem', put(id))));
    await clock.advance(0);
    engine.close();
    expect(await ends[10]).toBe('UND_FAILOVER_CLIENT_CLOSED');
    expect(await outcome(run('GetItem', get))).toBe('UND_FAILOVER_CLIENT_CLOSED');
    expect(sent).toHaveLength(10);
  });
});

describe('a permit', () => {
  it('that parts of a batch still waited for at the end leaves those parts unprocessed, not the whole', async () => {
    const { clock, engine, run } = driveEngine(async ({ operation }, _attempt, now) => {
      if (operation === 'DescribeTable') return { Table: { KeySchema: [{ AttributeName: 'pk' }] } };
      await now.sleep(10);
      return {};
    });
    const requests = Array.from({ length: 25 }, (_, id) => ({ PutRequest: { Item: put(id).Item } }));
    const served = run('BatchWriteItem', { RequestItems: { orders: requests } });
    await clock.advance(5);
    engine.close();
    await clock.advance(20);
    expect(await served).toMatchObject({ output: { UnprocessedItems: { orders: requests.slice(10) } } });
  });

  it('is not needed for operations beside items', async () => {
    const region = { gone: true };
    const { clock, run, sent } = driveEngine(() => (region.gone ? never() : Promise.resolve({})));
    const ends = Array.from({ length: 30 }, (_, id) => outcome(run('PutItem', put(id))));
    const described = outcome(run('DescribeTable', { TableName: 'orders' }));
    await clock.advance(3_000);
    region.gone = false;
    await clock.advance(2_000);
    expect((await Promise.all(ends)).every((end) => typeof end === 'number')).toBe(true);
    expect(sent.filter(({ operation }) => operation === 'DescribeTable')).toHaveLength(1);
    await clock.advance(10_000);
    expect(await described).toBe(2);
  });

  it('is not used past the deadline by a process that slept', async () => {
    const answers: (() => void)[] = [];
    const { clock, run, sent } = driveEngine(
      () => new Promise((resolve) => answers.push(() => resolve({}))),
      { readDeadlineMs: 1_000 },
    );
    const ends = Array.from({ length: 11 }, () => outcome(run('GetItem', { ...get, ConsistentRead: true })));
    await clock.advance(900);
    clock.sleptMs = 500;
    for (const answer of answers) answer();
    await clock.advance(0);
    expect(sent).toHaveLength(10);
    expect(await Promise.all(ends)).toEqual([
      ...Array.from({ length: 10 }, () => 1),
      'UND_FAILOVER_CLIENT_READ_DEADLINE',
    ]);
  });

  it('is released after a request that is refused before it is sent', async () => {
    const { clock, run } = driveEngine(() => Promise.resolve({}));
    const wrong = { TableName: 'orders', Item: { pk: { S: 'a' }, 'understudy:v': { S: 'mine' } } };
    for (let at = 0; at < 20; at += 1) {
      expect(await outcome(run('PutItem', wrong))).toMatch(/^UND_VERSIONS_/);
    }
    const served = outcome(run('PutItem', put(1)));
    await clock.advance(0);
    expect(await served).toBe(1);
  });
});

describe('a request that times out by itself', () => {
  it('does not narrow the window while the region answers others swiftly (fault G8)', async () => {
    const { clock, run, telemetry } = driveEngine(async ({ input }, _attempt, now) => {
      await now.sleep(JSON.stringify(input).includes('slow') ? 1_000_000 : 5);
      return {};
    });
    const slow = outcome(run('GetItem', { ...get, Key: { pk: { S: 'slow' } } }));
    const others: Promise<unknown>[] = [];
    for (let at = 0; at < 4_000; at += 1) {
      others.push(outcome(run('PutItem', put(at))));
      await clock.advance(5);
    }
    expect(new Set(await Promise.all(others))).toEqual(new Set([1]));
    expect(telemetry.events.filter(({ name }) => name === 'client.window_narrowed')).toEqual([]);
    await clock.advance(100_000);
    await expect(slow).resolves.toBe('UND_FAILOVER_CLIENT_READ_DEADLINE');
  });
});

describe('the window of a region', () => {
  it('starts at ten again after an idle period', async () => {
    const answers: (() => void)[] = [];
    const { clock, run, sent } = driveEngine(() => new Promise((resolve) => answers.push(() => resolve({}))));
    const wave = async (count: number) => {
      const before = sent.length;
      const all = Array.from({ length: count }, (_, id) => run('PutItem', put(id)));
      await clock.advance(0);
      const first = sent.length - before;
      while (answers.length > 0) {
        for (const answer of answers.splice(0)) answer();
        await clock.advance(0);
      }
      await Promise.all(all);
      return first;
    };
    expect(await wave(100)).toBe(10);
    expect(await wave(100)).toBeGreaterThan(50);
    await clock.advance(2_000);
    expect(await wave(100)).toBe(10);
  });

  it('increases after refusals as after success, and does not decrease after errors', async () => {
    const refused = Object.assign(new Error('no'), { name: 'ConditionalCheckFailedException' });
    const broken = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    const { clock, run, sent, telemetry } = driveEngine(({ operation }, _attempt, now) =>
      now.sleep(1).then(() => {
        throw operation === 'PutItem' ? refused : broken;
      }),
    );
    const wave = async (operation: string, input: object) => {
      const before = sent.length;
      const ends = Array.from({ length: 60 }, () => outcome(run(operation, input)));
      await clock.advance(0);
      const first = sent.length - before;
      await clock.advance(60_000);
      await Promise.all(ends);
      return first;
    };
    const conditional = { ...put(1), ConditionExpression: 'attribute_not_exists(pk)' };
    // Every one is sent once: those that wait go as the ones before are refused, in rounds of 10, 20 and 30.
    const startedMs = clock.monotonicMs();
    expect(await wave('PutItem', conditional)).toBe(10);
    expect(new Set(sent.map(({ atMs }) => atMs - startedMs))).toEqual(new Set([0, 1, 2]));
    await wave('GetItem', { ...get, ConsistentRead: true });
    expect(telemetry.events.filter(({ name }) => name === 'client.window_narrowed')).toEqual([]);
  });
});
