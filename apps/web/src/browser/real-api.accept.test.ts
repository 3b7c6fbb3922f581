import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { merging, moving, steady } from '@understudy/route/testing';
import { buildSite } from '../test-support/build-site.ts';
import { answersOutOfSight } from '../test-support/answers-out-of-sight.ts';
import { axeFindings } from '../test-support/axe-findings.ts';
import { LiveService } from '../test-support/live-service.ts';
import { openBrowser } from '../test-support/open-browser.ts';

let browser: Browser;
let built: Awaited<ReturnType<typeof buildSite>>;
beforeAll(async () => {
  [browser, built] = await Promise.all([openBrowser(), buildSite()]);
});
afterAll(async () => {
  await browser.close();
  await built.remove();
});

let service: LiveService;
let address: string;
let page: Page;
const complaints: string[] = [];
beforeEach(async () => {
  service = new LiveService(built.site);
  address = await service.start();
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  complaints.length = 0;
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text()))
      complaints.push(message.text());
  });
});
afterEach(async () => {
  await page.close();
  await service.close();
  expect(complaints).toEqual([]);
});

/** Logs in with the keyboard alone. */
async function logIn(token: string, path = '/'): Promise<void> {
  await page.goto(`${address}${path}`);
  await page.getByLabel('Token').press('Tab');
  await page.getByLabel('Token').focus();
  await page.keyboard.type(token);
  await page.keyboard.press('Enter');
  await page.locator('[data-answer]').first().waitFor();
}

describe('the console on the real API', () => {
  it('answers the five questions, and axe-core finds nothing wrong', async () => {
    await logIn(service.tokens.viewer);
    await page.getByRole('heading', { name: 'Writes are succeeding' }).waitFor();
    expect(await page.locator('.say-sub').innerText()).toContain('us-east-1');
    expect(await answersOutOfSight(page)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('shows within seconds that the writer died, and keeps a viewer from acting', async () => {
    await logIn(service.tokens.viewer);
    await page.getByText('Writes are succeeding').waitFor();
    service.change.missing = 3;
    await page.getByRole('alert').getByText('Writes are failing').waitFor();
    await page.goto(`${address}/incidents`);
    await page.getByRole('heading', { name: 'The writer does not answer' }).waitFor();
    const freeze = page.getByRole('button', { name: 'Freeze automatic moves' });
    expect(await freeze.getAttribute('aria-disabled')).toBe('true');
    await page.getByText('Off for wall: a viewer reads').first().waitFor();
  });

  it('approves a proposed failover by keyboard alone, and the control store has the answer', async () => {
    const { id } = await service.propose();
    await logIn(service.tokens.operator);
    await page.getByText('Approve or reject what is proposed.').waitFor();
    await page.getByRole('link', { name: 'Decide on the proposal…' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: `Proposal ${id}` }).waitFor();
    await page
      .getByRole('region', { name: `Proposal ${id}` })
      .getByLabel('Why, for the audit')
      .focus();
    await page.keyboard.type('confirmed by phone');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: `Proposal ${id}` }).waitFor({ state: 'detached' });
    const { intents } = await service.control.read();
    expect(intents.find((intent) => intent.id === id)).toMatchObject({
      state: 'open',
      answer: { by: 'ada', comment: 'confirmed by phone' },
    });
  });

  it('asks for a switchover, which the control store keeps with the revision that was seen', async () => {
    await logIn(service.tokens.operator, '/move?kind=switchover&to=eu-central-1');
    await page.getByRole('heading', { name: 'Switch over to eu-central-1?' }).waitFor();
    await page.getByLabel('Why, for the audit').fill('new disks');
    await page.getByLabel('Type the region that becomes the writer').fill('eu-central-1');
    await page.keyboard.press('Enter');
    await page.getByText('Asked for. The leading orchestrator takes it up.').waitFor();
    await page
      .getByRole('row', { name: /Switchover to eu-central-1 waits for the leader ada new disks/ })
      .waitFor();
    const { intents } = await service.control.read();
    expect(intents).toMatchObject([
      { action: { kind: 'switchover', to: 'eu-central-1' }, by: 'ada', routeRevision: 1 },
    ]);
  });
});

describe('the stream of the real API', () => {
  it('follows a move from the claim to the region that is merged', async () => {
    await logIn(service.tokens.operator);
    await service.setRoute(moving(1, 'failover'));
    await page.getByRole('alert').getByText('Writes are waiting').waitFor();
    await page.getByText(/takes writes within/).waitFor();
    await service.setRoute(merging('eu-central-1', 2));
    await page.getByText(/eu-central-1.* is the writer in epoch/).waitFor();
    await service.setRoute(steady('eu-central-1', 3));
    await page.getByText(/is the writer in epoch\s3/).waitFor();
  });

  it('says that the control store is away, and that it is back', async () => {
    await logIn(service.tokens.operator);
    await page.getByText('Writes are succeeding').waitFor();
    service.change.isDown = true;
    await page.getByText('Failsafe: the control store does not answer.').waitFor();
    service.change.isDown = false;
    await page.getByText('Failsafe: the control store does not answer.').waitFor({ state: 'detached' });
    await page.getByText('Writes are succeeding').waitFor();
  });

  it('goes on after the API was restarted, with each line of the audit once', async () => {
    await logIn(service.tokens.operator);
    await page.getByText('Writes are succeeding').waitFor();
    await write('before the restart');
    await page.getByText('before the restart').waitFor();
    await service.stopApi();
    await page
      .getByText(/^News is|^No news/)
      .first()
      .waitFor();
    await write('while it was away');
    await service.start();
    await page.getByText('while it was away').waitFor();
    expect(await page.getByText('before the restart').count()).toBe(1);
    await page.getByText(/^Live,/).waitFor();
  });
});

async function write(what: string): Promise<void> {
  const atMs = Date.now();
  await service.control.append({ atMs, id: `i-1.${atMs}`, by: 'orch-1', kind: 'decision', what });
}
