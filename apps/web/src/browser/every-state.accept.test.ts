import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAGE_LIST } from '../app/page-list.ts';
import { answersOutOfSight } from '../test-support/answers-out-of-sight.ts';
import { axeFindings } from '../test-support/axe-findings.ts';
import { structureFindings } from '../test-support/structure-findings.ts';
import { ConsoleBench } from '../test-support/console-bench.ts';
import { idleSnapshot } from '../test-support/idle-snapshot.ts';
import { SNAPSHOT_STATES } from '../test-support/snapshot-states.ts';
import type { StubApi } from '../test-support/stub-api.ts';

const SHOTS = fileURLToPath(new URL('../../test-output/screenshots', import.meta.url));
const SCHEMES = ['light', 'dark'] as const;
const SIZES = [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
] as const;
/** Pages in more than one form. */
const PATHS = [
  ...PAGE_LIST.map(({ path }) => path),
  '/move?kind=failover',
  '/move?report=7',
  '/records?record=ledger/orders/us-east-1/eu-central-1/x&state=all',
  '/records?record=dead-letter/stock/us-east-1/eu-central-1/x&state=all',
  '/audit?kind=move&entry=x',
  '/no-such-page',
] as const;

const stale = (api: StubApi) => (api.snapshot = { ...api.snapshot, ageMs: 47_000 });
const denied = (api: StubApi) => (api.role = 'viewer');
/** Every state, with what it takes besides its snapshot. */
const STATES = [
  ...Object.entries(SNAPSHOT_STATES).map(([name, make]) => ({ name, make, prepare: () => {} })),
  { name: 'stale', make: idleSnapshot, prepare: stale },
  { name: 'denied', make: SNAPSHOT_STATES.moving, prepare: denied },
] as const;

let bench: ConsoleBench;
beforeAll(async () => {
  bench = await ConsoleBench.start();
  await mkdir(SHOTS, { recursive: true });
});
afterAll(() => bench.stop());

const nameOf = (path: string) => path.replaceAll(/[^a-z]+/gi, '-').replaceAll(/^-|-$/g, '') || 'now';

describe.each(STATES)('every page, $name', ({ name, make, prepare }) => {
  const looks = SCHEMES.flatMap((scheme) => SIZES.map((size) => ({ scheme, size, width: size.width })));
  it.each(looks)('$scheme, $width px wide', async ({ scheme, size }) => {
    const options = { viewport: size, colorScheme: scheme };
    const { page, complaints, close } = await bench.open(make(), '/', options, prepare);
    const origin = new URL(page.url()).origin;
    const wrong: string[] = [];
    for (const path of PATHS) {
      await page.goto(origin + path);
      await page.locator('[data-answer]').first().waitFor();
      await page.locator('main h1').waitFor();
      await page.waitForFunction(() => document.querySelector('.pending') === null);
      const found = [
        ...(await structureFindings(page)),
        ...(await axeFindings(page)),
        ...(await answersOutOfSight(page)).map((answer) => `the answer "${answer}" is out of sight`),
      ];
      wrong.push(...found.map((what) => `${path}: ${what}`));
      await page.screenshot({ path: join(SHOTS, `${nameOf(path)}_${name}_${scheme}_${size.width}.png`) });
    }
    await close();
    expect([...wrong, ...complaints]).toEqual([]);
  });
});

describe('the login page', () => {
  it.each(SCHEMES)('%s', async (scheme) => {
    const { page, complaints, close } = await bench.open(
      idleSnapshot(),
      '/',
      { colorScheme: scheme },
      (api) => (api.role = 'none'),
    );
    expect(await structureFindings(page)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: join(SHOTS, `login_${scheme}_1280.png`) });
    await page.getByLabel('Token').fill('und_wrong');
    await page.keyboard.press('Enter');
    await page.getByText('UND_API_TOKEN_WRONG').waitFor();
    await page.getByLabel('Token').fill('und_right');
    await page.keyboard.press('Enter');
    await page.getByText('Writes are succeeding').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
