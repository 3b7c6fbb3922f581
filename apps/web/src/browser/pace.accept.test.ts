import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Snapshot } from '@understudy/api-contract';
import { ConsoleBench } from '../test-support/console-bench.ts';
import { idleSnapshot } from '../test-support/idle-snapshot.ts';
import { knownPart } from '../test-support/known-part.ts';
import type { StubApi } from '../test-support/stub-api.ts';

let bench: ConsoleBench;
beforeAll(async () => {
  bench = await ConsoleBench.start();
});
afterAll(() => bench.stop());

describe('on loopback', () => {
  it('the five answers are there within a second of the navigation', async () => {
    const { page, close } = await bench.open(idleSnapshot(), '/');
    await page.addInitScript(() => {
      new MutationObserver((_changes, observer) => {
        if (document.querySelector('[data-answer="todo"]') === null) return;
        Object.assign(globalThis, { shownMs: performance.now() });
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    await page.locator('[data-answer="todo"]').waitFor();
    const shownMs = await page.evaluate(() => (globalThis as unknown as { shownMs: number }).shownMs);
    console.log(`The five answers after ${Math.round(shownMs)} ms.`);
    expect(shownMs).toBeLessThanOrEqual(1000);
    await close();
  });
});

/** Rounds of which one has to be without a long task: another process may hold the machine up in the others. */
const ROUNDS = 3;

describe('a large service', () => {
  it.each(['/', '/topology', '/links', '/servers'])(
    'has no task over 100 ms at %s with 200 servers, 1,000 links and 20 events a second',
    async (path) => {
      const large = largeSnapshot();
      const { page, api, close } = await bench.open(large, path);
      await page.locator('main h1').waitFor();
      let longest: readonly number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        longest = await longTasks(page, () => sendEvents(page, api, large));
        if (longest.length === 0) break;
      }
      expect(longest).toEqual([]);
      await close();
    },
  );
});

function largeSnapshot(): Snapshot {
  const snapshot = idleSnapshot();
  const servers = snapshot.servers.known ? snapshot.servers.value : undefined;
  const [server] = servers?.servers ?? [];
  const link = snapshot.links.known ? snapshot.links.value[0] : undefined;
  if (servers === undefined || server === undefined || link === undefined)
    throw new Error('The idle state has neither servers nor links.');
  const many = Array.from({ length: 200 }, (_, i) => ({ ...server, name: `web-${i + 1}`, slot: i + 1 }));
  const links = Array.from({ length: 1000 }, (_, i) => ({
    ...link,
    id: `t${i}/a/b`,
    link: { ...link.link, table: `t${i}` },
  }));
  const pools = [{ name: 'web', count: 200, regions: ['us-east'], restarts: true }];
  return { ...snapshot, servers: knownPart({ ...servers, servers: many, pools }), links: knownPart(links) };
}

/** Tasks of the page over 100 ms while something is done. */
async function longTasks(page: Page, action: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    });
  });
  await action();
  const tasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
  return tasks.filter((duration) => duration > 100);
}

/** 20 events a second for two seconds. */
async function sendEvents(page: Page, api: StubApi, { links, servers }: Snapshot): Promise<void> {
  const { atMs, sequence } = api.snapshot;
  for (let sent = 0; sent < 40; sent += 1) {
    api.send('change', { atMs: atMs + sent * 50, sequence: sequence + sent, parts: { links, servers } });
    await page.waitForTimeout(50);
  }
}
