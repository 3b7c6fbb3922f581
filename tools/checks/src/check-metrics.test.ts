import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MetricDeclaration } from '@understudy/core';
import { PrometheusTelemetry, TELEMETRY_METRICS } from '@understudy/telemetry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkMetrics } from './check-metrics.ts';
import { findMetricUses } from './find-metric-uses.ts';
import { listFiles } from './list-files.ts';
import { readMetrics } from './read-metrics.ts';
import { readProjects } from './read-projects.ts';
import { renderMetricTable } from './render-metric-table.ts';
import type { ListedMetric } from './types.ts';

const declared: MetricDeclaration = {
  type: 'counter',
  help: 'Lost writes.',
  unit: 'writes',
  labels: { table: { open: true }, kind: ['put', 'remove'] },
};
const LOST: ListedMetric = {
  name: 'understudy_lag_lost_total',
  declared,
  package: '@understudy/lag',
  folder: 'packages/lag',
};
const USE = "telemetry.count('understudy_lag_lost_total');";

describe('findMetricUses', () => {
  it('finds names in strings, and not the keys that declare them', () => {
    const { uses } = findMetricUses('a.ts', `const A = { understudy_lag_lost_total: 1 };\n${USE}`);
    expect(uses).toEqual([{ metric: 'understudy_lag_lost_total', at: 'a.ts:2' }]);
  });

  it('wants names written out', () => {
    expect(findMetricUses('a.ts', 'telemetry.count(`understudy_lag_${what}_total`);').computed).toHaveLength(
      1,
    );
  });
});

describe('checkMetrics', () => {
  let root: string;
  const check = async (sources: Record<string, string>, listed: readonly ListedMetric[] = [LOST]) => {
    for (const [name, text] of Object.entries(sources))
      await writeFile(join(root, 'packages/lag/src', name), text);
    const files = Object.keys(sources).map((name) => `packages/lag/src/${name}`);
    return checkMetrics(files, listed, root);
  };

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'understudy-metrics-'));
    await mkdir(join(root, 'packages/lag/src'), { recursive: true });
  });

  afterAll(() => rm(root, { recursive: true }));

  it('accepts metrics that are declared and used, and names of examples in documents', async () => {
    const document = '`understudy_lag_lost_total`, `understudy_example_writes_total`';
    expect(await check({ 'a.ts': USE, 'a.md': document })).toEqual([]);
  });

  it('finds a metric that is declared and not used, but in a test', async () => {
    expect(await check({ 'a.test.ts': USE })).toEqual([
      { at: 'packages/lag', what: 'declares understudy_lag_lost_total, which nothing uses' },
    ]);
  });

  it('finds a metric that is used or documented, and not declared', async () => {
    expect(await check({ 'a.ts': USE, 'a.md': '`understudy_lag_lost_total{table}`' }, [])).toEqual([
      { at: 'packages/lag/src/a.ts:1', what: 'uses understudy_lag_lost_total, which no catalogue declares' },
      { at: 'packages/lag/src/a.md', what: 'names understudy_lag_lost_total, which no catalogue declares' },
    ]);
  });

  it('finds a metric of two packages, one of another name, and one against the rules', async () => {
    const other = { ...LOST, package: '@understudy/other', folder: 'packages/other' };
    const odd = { ...LOST, declared: { ...declared, help: 'no sentence' } };
    const whats = (await check({ 'a.ts': USE }, [odd, other])).map(({ what }) => what);
    expect(whats).toEqual([
      'understudy_lag_lost_total has a help text that is not a sentence.',
      'understudy_lag_lost_total does not begin with understudy_other_',
      'declares understudy_lag_lost_total, as packages/lag does',
    ]);
  });
});

it('the metrics of the repository are declared, used, and named by the rules', async () => {
  const files = await listFiles();
  const listed = await readMetrics(await readProjects(files));
  expect(listed.length).toBeGreaterThan(30);
  expect(await checkMetrics(files, listed)).toEqual([]);
});

/** `/metrics` of a process that has all of them, each with a value for every label. */
async function exposeAll(listed: readonly ListedMetric[]): Promise<string> {
  const others = listed.filter(({ name }) => !(name in TELEMETRY_METRICS));
  const catalogue = Object.fromEntries(others.map(({ name, declared: metric }) => [name, metric]));
  const telemetry = new PrometheusTelemetry({ catalogues: [catalogue] });
  for (const { declared: metric } of others) {
    const open = Object.entries(metric.labels ?? {}).filter(([, values]) => !Array.isArray(values));
    telemetry.initialise(Object.fromEntries(open.map(([label]) => [label, 'x'])));
  }
  return telemetry.metrics();
}

/** What `promtool check metrics` says. */
function lint(text: string): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile('promtool', ['check', 'metrics'], (error, stdout, stderr) => {
      resolve(`${error === null ? '' : error.message}${stdout}${stderr}`);
    });
    child.stdin?.end(text);
  });
}

it('promtool has nothing against the metrics of the repository', async () => {
  const text = await exposeAll(await readMetrics(await readProjects(await listFiles())));
  expect(text).toContain('understudy_replicator_parked_total{table="x",source="x",target="x"} 0');
  expect(await lint(text)).toBe('');
  expect(await lint(text.replaceAll('_replicator_parked_total', '_replicator_parked_ms'))).toContain(
    'parked_ms',
  );
});

describe('renderMetricTable', () => {
  const document = (between: string) =>
    `# A\n\n<!-- metrics: made from src/metrics.ts by \`npm run docs\` -->${between}<!-- /metrics -->\n\nB\n`;

  it('writes the table between the marks, and nothing else', async () => {
    const written = await renderMetricTable(document('\nold\n'), [LOST]);
    expect(written).toMatch(/^# A\n\n<!-- metrics[^\n]+\n\n\| metric[\s\S]+\|\n\n<!-- \/metrics -->\n\nB\n$/);
    expect(written).toContain('`table`, `kind` (put, remove)');
    expect(written).not.toContain('old');
    expect(await renderMetricTable(written, [LOST])).toBe(written);
  });

  it('demands the marks', async () => {
    await expect(renderMetricTable('# A\n', [LOST])).rejects.toThrow('no place for metrics');
  });
});
