import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sampleRecord } from '../test-support/sample-record.ts';
import { sampleScenario } from '../test-support/sample-scenario.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import { reportOf } from './report-of.ts';
import { writeReport } from './write-report.ts';

const failed = reportOf(
  sampleScenario(),
  sampleRecord({ failedWrites: 9, firstFailure: '<b>&"quoted"</b>' }),
);

describe('renderText', () => {
  it('begins with the verdict, and shows each figure, what was expected where it is not met, and when what happened', () => {
    const text = renderText(failed);
    expect(text).toMatch(/^FAILED {2}sample: The writer is killed \(42 s, seed 7\)\n/);
    expect(text).toMatch(/FAIL {2}Writes that failed +9 .*\n +expected: at most 2\n/);
    expect(text).toMatch(/ok {4}Longest time without an acknowledged write +6.9 s\n/);
    expect(text).toContain('  00:16.5  eu-central-1 is promoted (epoch 2).\n');
  });

  it('says why a drill stopped', () => {
    const stopped = { by: 'condition', why: 'no write was acknowledged for 60 s.' } as const;
    const text = renderText(reportOf(sampleScenario(), { ...sampleRecord(), stopped }));
    expect(text).toMatch(/^STOPPED /);
    expect(text).toContain('Stopped: no write was acknowledged for 60 s.');
  });
});

describe('renderHtml', () => {
  const page = renderHtml(failed);

  it('is one page that runs nothing and loads nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|src=|href=|\son\w+=/i);
    expect(page).toContain('@media print');
  });

  it('shows the verdict in words, the chart, and texts as texts', () => {
    expect(page).toContain('<span class="verdict failed">FAILED</span>');
    expect(page).toContain('role="img" aria-label="Acknowledged and failed writes per second');
    expect(page).toContain('&lt;b&gt;&amp;&quot;quoted&quot;&lt;/b&gt;');
    expect(page).not.toContain('<b>');
  });

  it('closes every element that it opens', () => {
    const open: string[] = [];
    for (const [, end, name = '', own] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/g)) {
      if (own === '/' || name === 'meta') continue;
      if (end === '/') expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });
});

describe('writeReport', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'understudy-drills-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('writes a text, the report as JSON, and a page', async () => {
    const paths = await writeReport(failed, join(folder, 'new'));
    expect(paths.map((path) => path.slice(folder.length))).toEqual([
      '/new/report.txt',
      '/new/report.json',
      '/new/report.html',
    ]);
    const [text = '', json = '', html = ''] = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
    expect(text).toBe(renderText(failed));
    expect(JSON.parse(json)).toEqual(failed);
    expect(html).toBe(renderHtml(failed));
  });

  it('says which path it cannot write', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    await expect(writeReport(failed, file)).rejects.toMatchObject({
      code: 'UND_DRILLS_REPORT_UNWRITABLE',
      what: expect.stringContaining(file) as unknown,
    });
  });
});
