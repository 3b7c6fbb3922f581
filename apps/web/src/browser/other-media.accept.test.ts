import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAGE_LIST } from '../app/page-list.ts';
import { axeFindings } from '../test-support/axe-findings.ts';
import { structureFindings } from '../test-support/structure-findings.ts';
import { ConsoleBench } from '../test-support/console-bench.ts';
import { SNAPSHOT_STATES } from '../test-support/snapshot-states.ts';

const SHOTS = fileURLToPath(new URL('../../test-output/screenshots', import.meta.url));

let bench: ConsoleBench;
beforeAll(async () => {
  bench = await ConsoleBench.start();
  await mkdir(SHOTS, { recursive: true });
});
afterAll(() => bench.stop());

describe.each(['idle', 'moving'] as const)('every page, %s', (state) => {
  it('has no part wider than the screen at 200 % zoom', async () => {
    const zoomed = { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 };
    const { page, close } = await bench.open(SNAPSHOT_STATES[state](), '/', zoomed);
    const origin = new URL(page.url()).origin;
    const wrong: string[] = [];
    for (const { path } of PAGE_LIST) {
      await page.goto(origin + path);
      await page.locator('main h1').waitFor();
      wrong.push(...(await structureFindings(page)).map((what) => `${path}: ${what}`));
    }
    await close();
    expect(wrong).toEqual([]);
  });

  it('reads in forced colours', async () => {
    const { page, close } = await bench.open(SNAPSHOT_STATES[state](), '/', { forcedColors: 'active' });
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: join(SHOTS, `now_${state}_forced-colors.png`) });
    // The writer keeps its ink, which forced colours would take from it.
    const writer = page.locator('.rg').first();
    expect(await writer.evaluate((element) => getComputedStyle(element).borderStyle)).toMatch(/solid|dashed/);
    await close();
  });

  it('prints without what only a screen can do', async () => {
    const { page, close } = await bench.open(SNAPSHOT_STATES[state](), '/drills');
    await page.locator('main h1').waitFor();
    await page.waitForFunction(() => document.querySelector('.pending') === null);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.rail').isVisible()).toBe(false);
    expect(await page.locator('.btn').first().isVisible()).toBe(false);
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    await page.screenshot({ path: join(SHOTS, `drills_${state}_print.png`), fullPage: true });
    await close();
  });

  it('moves nothing where the reader asked for no motion', async () => {
    const { page, close } = await bench.open(SNAPSHOT_STATES[state](), '/', { reducedMotion: 'reduce' });
    const moving = await page.evaluate(
      () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
    );
    expect(moving).toBe(0);
    await close();
  });
});
