import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { PATIENCE_MS } from '@understudy/core/testing';
import { startLoad, type LoadReport } from './test-support/load.ts';
import { openBalancer, type App, type TestBalancer } from './test-support/open-balancer.ts';

/**
 * Requests of each exercise: TRAFFIC_REQUESTS=100000 for an acceptance. An exercise is done again until as many were made.
 */
const REQUESTS = Number(process.env.TRAFFIC_REQUESTS ?? 1500);
const clock = systemClock();

let balancer: TestBalancer;
let apps: App[];

beforeAll(async () => {
  balancer = await openBalancer();
  apps = await Promise.all(['a-1', 'a-2', 'a-3'].map((name) => balancer.startApp(name)));
  await balancer.start(balancer.render(apps));
  await waitFor(
    async () => (await balancer.runtime.observe()).servers.every(({ check }) => check === 'L7OK'),
    {
      clock,
      everyMs: 50,
      limitMs: PATIENCE_MS,
    },
  );
});
afterAll(() => balancer.close());

/** Does the work under constant load, again and again until enough requests were made, and says what became of the requests. */
async function underLoad(name: string, work: (round: number) => Promise<void>): Promise<LoadReport> {
  const load = startLoad(balancer.port);
  let rounds = 0;
  try {
    for (; rounds === 0 || load.count() < REQUESTS; rounds += 1) await work(rounds);
  } catch (error) {
    await load.stop(0);
    throw error;
  }
  const report = await load.stop(load.count() + 200);
  const { requests, failed, failures, slowestMs } = report;
  process.stderr.write(
    `${name}, ${rounds} times: ${requests} requests, ${failed} failed ${JSON.stringify(failures)}, slowest ${slowestMs.toFixed(0)} ms\n`,
  );
  return report;
}

const LIMIT_MS = 60_000 + REQUESTS * 5;

describe('under constant load, a server', () => {
  it(
    'a rolling replacement of every server fails no request',
    async () => {
      const report = await underLoad('rolling replacement', async (round) => {
        for (const old of [...apps]) {
          // It is a while until it is healthy, as applications are.
          const fresh = await balancer.startApp(`${old.name.slice(0, 3)}-g${round}`, {
            READY_MS: '300',
          });
          apps = [...apps.filter((app) => app !== old), fresh];
          const { steps, reloaded } = await balancer.runtime.apply(balancer.render(apps));
          expect(steps.map(({ kind }) => kind)).toEqual(['add', 'remove']);
          expect(reloaded).toBeUndefined();
          // Nothing is connected to it any more.
          await old.kill();
        }
      });
      expect(report).toMatchObject({ failed: 0, failures: {} });
      expect(Object.keys(report.by)).toEqual(expect.arrayContaining(apps.map(({ name }) => name)));
    },
    LIMIT_MS,
  );

  it(
    'a reload with another configuration fails no request',
    async () => {
      const before = (await balancer.runtime.observe()).pid;
      const report = await underLoad('reload', async () => {
        for (const retries of [4, 5, 6, 3]) {
          const { reloaded } = await balancer.runtime.apply(
            balancer.render(apps, (traffic) => ({ ...traffic, retries })),
          );
          expect(reloaded?.because).toBe('more than servers differs');
        }
      });
      expect(report).toMatchObject({ failed: 0, failures: {} });
      expect((await balancer.runtime.observe()).pid).not.toBe(before);
    },
    LIMIT_MS,
  );

  it(
    'scaling from 3 servers to 6 and back fails no request',
    async () => {
      const report = await underLoad('scaling 3→6→3', async () => {
        const more = await Promise.all(['b-1', 'b-2', 'b-3'].map((name) => balancer.startApp(name)));
        await balancer.runtime.apply(balancer.render([...apps, ...more]));
        await waitFor(
          async () => (await balancer.runtime.observe()).servers.every(({ total }) => total > 5),
          {
            clock,
            everyMs: 50,
            limitMs: PATIENCE_MS,
          },
        );
        await balancer.runtime.apply(balancer.render(apps));
        await Promise.all(more.map((app) => app.kill()));
      });
      expect(report).toMatchObject({ failed: 0, failures: {} });
      for (const name of ['b-1', 'b-2', 'b-3']) expect(report.by[name]).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );
});

describe('under constant load, a reload', () => {
  it(
    'a planned drain, maintenance over a reload and the return fail no request',
    async () => {
      const [app] = apps;
      if (app === undefined) throw new Error('There are apps.');
      const id = { backend: 'shop', name: app.name };
      const stateOf = async () =>
        (await balancer.runtime.observe()).servers.find(({ name }) => name === id.name);
      const report = await underLoad('planned drain', async () => {
        await balancer.runtime.startMaintenance(id);
        const rested = await stateOf();
        expect(rested).toMatchObject({ maintenance: true, sessions: 0 });
        await balancer.runtime.reload({ maintenance: [id] });
        expect(await stateOf()).toMatchObject({ maintenance: true, total: 0 });
        await balancer.runtime.endMaintenance(id);
        expect(await stateOf()).toMatchObject({ maintenance: false, state: 'up' });
      });
      expect(report).toMatchObject({ failed: 0, failures: {} });
    },
    LIMIT_MS,
  );

  it(
    'a server killed with -9 costs no more than the requests that were under way on it',
    async () => {
      let kills = 0;
      let underWay = 0;
      const report = await underLoad('kill -9', async (round) => {
        // It answers slowly, so that some requests are always under way on it.
        const slow = await balancer.startApp(`slow-${round}`, { ANSWER_MS: '60' });
        const look = async () =>
          (await balancer.runtime.observe()).servers.find(({ name }) => name === slow.name);
        await balancer.runtime.apply(balancer.render([...apps, slow]));
        let now = 0;
        await waitFor(
          async () => {
            now = (await look())?.sessions ?? 0;
            return now > 1;
          },
          { clock, everyMs: 10, limitMs: PATIENCE_MS },
        );
        await slow.kill();
        kills += 1;
        underWay += now;
        await waitFor(async () => (await look())?.state === 'down', {
          clock,
          everyMs: 50,
          limitMs: PATIENCE_MS,
        });
        await balancer.runtime.apply(balancer.render(apps));
      });
      process.stderr.write(
        `kill -9, ${kills} times: ${underWay} requests were under way on the server a moment before, ${report.failed} failed\n`,
      );
      // There are eight clients, so no more requests could be under way on it.
      expect(report.failed).toBeLessThanOrEqual(8 * kills);
      // A GET that no answer came to is sent to another server.
      expect(Object.keys(report.failures).filter((why) => why.startsWith('GET'))).toEqual([]);
    },
    LIMIT_MS,
  );
});
