import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Snapshot } from '@understudy/api-contract';
import { systemClock, waitFor } from '@understudy/core';
import { axeFindings } from '../test-support/axe-findings.ts';
import { buildSite } from '../test-support/build-site.ts';
import { startCloudService, type CloudService } from '../test-support/cloud-service.ts';
import { openBrowser } from '../test-support/open-browser.ts';
import { tabTo } from '../test-support/tab-to.ts';

const SHOTS = fileURLToPath(new URL('../../test-output/screenshots', import.meta.url));
const LIMIT_MS = 300_000;
/** How long a step of a real service may take on a busy machine. */
const PATIENT = { timeout: 120_000 };

let browser: Browser;
let built: Awaited<ReturnType<typeof buildSite>>;
let service: CloudService;
let page: Page;
beforeAll(async () => {
  await mkdir(SHOTS, { recursive: true });
  built = await buildSite();
  [browser, service] = await Promise.all([openBrowser(), startCloudService(built.site)]);
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
}, LIMIT_MS);
afterAll(async () => {
  await browser.close();
  await service.close();
  await built.remove();
}, LIMIT_MS);

const shoot = (name: string) => page.screenshot({ path: join(SHOTS, `break-a-region_${name}.png`) });

/** Until the orchestrators would fail over by themselves: links and observers have reported. */
async function untilAutomatic(): Promise<void> {
  const may = async () => {
    const headers = { authorization: `Bearer ${service.token}` };
    const answer = await fetch(`${service.address}/api/v1/snapshot`, { headers });
    return Snapshot.parse(await answer.json()).answers.move.automatic.may === 'yes';
  };
  const waited = await waitFor(may, { clock: systemClock(), everyMs: 500, limitMs: PATIENT.timeout });
  if (!waited.met) throw new Error('The orchestrators would not fail over by themselves.');
}

describe('a region that is broken from the console', () => {
  it(
    'by keyboard alone: the writer is killed, Now says so, and the failover is verified',
    async () => {
      await page.goto(service.address);
      await page.getByLabel('Token').focus();
      await page.keyboard.type(service.token);
      await page.keyboard.press('Enter');
      await page.getByText('Writes are succeeding').waitFor(PATIENT);
      await untilAutomatic();

      await tabTo(page, 'link', 'Local cloud');
      await page.keyboard.press('Enter');
      await tabTo(page, 'button', 'Kill us-east-1');
      await page.keyboard.press('Enter');
      await page.getByText('us-east-1 is killed on purpose').first().waitFor(PATIENT);
      expect(service.cloud.region('us-east-1').state).toBe('killed');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Start us-east-1 again');
      expect(await axeFindings(page)).toEqual([]);
      await shoot('panel');

      await tabTo(page, 'link', /^Now/);
      await page.keyboard.press('Enter');
      await page
        .getByRole('alert')
        .getByText(/Writes are (?:failing|waiting)/)
        .waitFor(PATIENT);
      await page.getByText('us-east-1 is killed on purpose').waitFor();
      await shoot('now');
      await page.getByText(/eu-central-1.* is the writer in epoch\s2/).waitFor(PATIENT);
      await page
        .getByText(/Verified .* after the promotion: eu-central-1 serves/)
        .first()
        .waitFor(PATIENT);
      await shoot('verified');

      await tabTo(page, 'link', 'The local cloud');
      await page.keyboard.press('Enter');
      await tabTo(page, 'button', 'Restore all');
      await page.keyboard.press('Enter');
      await page
        .getByText('us-east-1 is killed on purpose')
        .first()
        .waitFor({ ...PATIENT, state: 'detached' });
      expect(service.cloud.region('us-east-1').state).toBe('running');
    },
    LIMIT_MS,
  );
});
