import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { axeFindings } from '../test-support/axe-findings.ts';
import { answersOutOfSight } from '../test-support/answers-out-of-sight.ts';
import { structureFindings } from '../test-support/structure-findings.ts';
import { ConsoleBench } from '../test-support/console-bench.ts';
import { SNAPSHOT_STATES } from '../test-support/snapshot-states.ts';

let bench: ConsoleBench;
beforeAll(async () => {
  bench = await ConsoleBench.start();
});
afterAll(() => bench.stop());

describe('the built console', () => {
  it('loads at most 200 kB of script at first, from its own host alone, with nothing inline', async () => {
    const html = await readFile(join(bench.site, 'index.html'), 'utf8');
    const scripts = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path = '']) => path);
    const sizes = await Promise.all(
      scripts.map(async (path) => gzipSync(await readFile(join(bench.site, path))).byteLength),
    );
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(200_000);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?:\/\//);
  });
});

describe('Now', () => {
  it('answers the five questions in the first viewport, and axe-core finds nothing wrong', async () => {
    const { page, complaints, close } = await bench.open(SNAPSHOT_STATES.idle(), '/');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Writes are succeeding');
    expect(await page.locator('.say-sub').innerText()).toContain('us-east-1');
    expect(await answersOutOfSight(page)).toEqual([]);
    expect(await structureFindings(page)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('says on a phone what happened and what will happen next while the writer moves', async () => {
    const { page, close } = await bench.open(SNAPSHOT_STATES.moving(), '/', {
      viewport: { width: 390, height: 844 },
    });
    expect(await page.getByRole('alert').innerText()).toBe('Writes are waiting');
    const sentence = (await page.locator('.say-sub').innerText()).replaceAll(/\s+/g, ' ');
    expect(sentence).toMatch(/us-east-1.* is lost\. eu-central-1.* takes writes within \d+ s/);
    expect(await answersOutOfSight(page)).toEqual([]);
    expect(await structureFindings(page)).toEqual([]);
    await close();
  });

  it('turns to the past once the stream is silent, takes actions away, and comes back with the stream', async () => {
    const { page, api, close } = await bench.open(SNAPSHOT_STATES.idle(), '/');
    api.silence();
    api.snapshot = { ...api.snapshot, ageMs: 11_000 };
    api.send('heartbeat', { atMs: api.snapshot.atMs, ageMs: 11_000, sequence: 900, ages: {} });
    await page.getByText('Writes were succeeding').waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/No news for 1\d\ss\..*Actions are off\./);
    expect(
      await page.getByRole('link', { name: /Plan… a switchover, off/ }).getAttribute('aria-disabled'),
    ).toBe('true');
    api.snapshot = { ...api.snapshot, ageMs: 300 };
    api.beat();
    await page.getByText('Writes are succeeding').waitFor();
    await close();
  });

  it('goes on behind the last event after the stream was cut', async () => {
    const { page, api, close } = await bench.open(SNAPSHOT_STATES.idle(), '/');
    api.send('audit', {
      entries: [
        { entry: 'e-9', atMs: api.snapshot.atMs, by: 'o-2', kind: 'move', what: 'A line of the stream.' },
      ],
    });
    await page.getByText('A line of the stream.').waitFor();
    api.cut();
    while (api.resumed.length < 2) await page.waitForTimeout(20);
    expect(api.resumed[1]).toMatch(/^api-1\.\d+$/);
    await close();
  });
});

describe('a move', () => {
  it('is asked for once the region is typed, with the revision it was decided on and a key', async () => {
    const { page, api, close } = await bench.open(
      SNAPSHOT_STATES.idle(),
      '/move?kind=failover&to=eu-central-1',
    );
    const button = page.getByRole('button', { name: 'Fail over to eu-central-1' });
    await button.waitFor();
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await page.getByLabel('I accept that what is missing is merged later.').check();
    await page.getByLabel('Why, for the audit').fill('us-east-1 is lost');
    await page.getByLabel('Type the region that becomes the writer').fill('eu-cent');
    await page.getByText('Off until the name is complete: ral-1 is missing.').waitFor();
    await page.getByLabel('Type the region that becomes the writer').fill('eu-central-1');
    await page.keyboard.press('Enter');
    await page.getByText('Asked for. The leading orchestrator takes it up.').waitFor();
    expect(api.orders).toEqual([
      {
        method: 'POST',
        path: '/api/v1/intents/failover',
        key: expect.stringMatching(/^[0-9a-f-]{36}$/),
        csrf: 'csrf-1',
        body: {
          to: 'eu-central-1',
          reason: 'us-east-1 is lost',
          revision: 4182,
          accept: { why: 'us-east-1 is lost', loss: { mostMs: 41_200, unknown: [] } },
        },
      },
    ]);
    await close();
  });
});
