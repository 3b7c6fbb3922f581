import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IntentState } from '@understudy/api-contract';
import { ConsoleBench } from '../test-support/console-bench.ts';
import { CENTRAL, idleSnapshot, NOW_MS } from '../test-support/idle-snapshot.ts';
import { knownPart } from '../test-support/known-part.ts';
import { SNAPSHOT_STATES } from '../test-support/snapshot-states.ts';
import { tabTo } from '../test-support/tab-to.ts';

let bench: ConsoleBench;
beforeAll(async () => {
  bench = await ConsoleBench.start();
});
afterAll(() => bench.stop());

const PROPOSAL: IntentState = {
  id: 'failover-of-epoch-7-1',
  action: { kind: 'failover', to: CENTRAL },
  by: 'o-2',
  reason: 'A majority of the observers lost us-east-1.',
  atMs: NOW_MS - 5000,
  untilMs: NOW_MS + 600_000,
  routeRevision: 4182,
  state: 'proposed',
  revision: 1,
};

describe('by keyboard alone', () => {
  it('the first stop is the way past the pages, and it leads to the content', async () => {
    const { page, close } = await bench.open(idleSnapshot(), '/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await close();
  });

  it('a proposed failover is approved, with the revision of the intent', async () => {
    const snapshot = { ...idleSnapshot(), intents: knownPart([PROPOSAL]) };
    const { page, api, close } = await bench.open(snapshot, '/');
    await tabTo(page, 'link', /^Move/);
    await page.keyboard.press('Enter');
    await tabTo(page, 'textbox', 'Why, for the audit');
    await page.keyboard.type('confirmed by phone');
    await tabTo(page, 'button', /^Approve/);
    await page.keyboard.press('Enter');
    await page.getByText('Approved. The leading orchestrator carries it out.').waitFor();
    expect(api.orders).toMatchObject([
      {
        path: '/api/v1/intents/failover-of-epoch-7-1/approve',
        body: { comment: 'confirmed by phone', intentRevision: 1 },
      },
    ]);
    await close();
  });

  it('an action that is off takes focus, says why, and does nothing', async () => {
    const { page, api, close } = await bench.open(
      SNAPSHOT_STATES.frozen(),
      '/incidents',
      {},
      (stub) => (stub.role = 'viewer'),
    );
    await tabTo(page, 'button', 'Lift the freeze');
    await page.keyboard.press('Enter');
    const why = await page.getByRole('button', { name: 'Lift the freeze' }).getAttribute('aria-describedby');
    expect(await page.locator(`[id="${why ?? ''}"]`).innerText()).toContain('a viewer reads');
    expect(api.orders).toEqual([]);
    await close();
  });

  it('after a change of page the focus is at its content', async () => {
    const { page, close } = await bench.open(idleSnapshot(), '/');
    await tabTo(page, 'link', 'Limits');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Limits and versions' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    expect(await page.title()).toBe('Limits · shop · Understudy');
    await close();
  });
});

describe('what was refused', () => {
  it('is shown in place with its code, its remedy and the route as it is now', async () => {
    const snapshot = SNAPSHOT_STATES.frozen();
    const route = snapshot.route.known ? { ...snapshot.route.value, revision: 4183 } : undefined;
    const error = {
      code: 'UND_API_ROUTE_CHANGED',
      what: 'The route has changed since revision 4182.',
      remedy: 'Look at the route, and decide again.',
      route,
    };
    const { page, api, close } = await bench.open(
      snapshot,
      '/incidents',
      {},
      (stub) => (stub.refuse = { status: 409, error }),
    );
    await page.getByRole('button', { name: 'Lift the freeze' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain(
      'The route is at revision 4,183 now: us-east-1 is the writer in epoch 7.',
    );
    expect(await alert.innerText()).toContain('UND_API_ROUTE_CHANGED');
    // The same again is the same request.
    await page.getByRole('button', { name: 'Lift the freeze' }).click();
    while (api.orders.length < 2) await page.waitForTimeout(20);
    expect(api.orders[1]?.key).toBe(api.orders[0]?.key);
    await close();
  });
});

describe('the local cloud', () => {
  it('a region of the local cloud is slowed, with the focus where it was; a viewer only reads why not', async () => {
    const slow = 'Slow eu-central-1 by 0.5\u00a0s';
    const { page, api, close } = await bench.open(SNAPSHOT_STATES.broken(), '/local-cloud');
    await page.getByText('us-east-1 is killed on purpose').waitFor();
    await tabTo(page, 'button', slow);
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/faults'));
    await page.keyboard.press('Enter');
    await answered;
    expect(api.orders).toMatchObject([
      {
        path: '/api/v1/local-cloud/faults',
        csrf: 'csrf-1',
        body: { party: 'eu-central-1', do: 'slow', ms: 500 },
      },
    ]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(slow);
    api.role = 'viewer';
    await page.reload();
    await tabTo(page, 'button', 'Kill eu-central-1');
    await page.keyboard.press('Enter');
    await page.getByText('Off for ana: a viewer reads').first().waitFor();
    expect(api.orders).toHaveLength(1);
    await close();
  });
});
