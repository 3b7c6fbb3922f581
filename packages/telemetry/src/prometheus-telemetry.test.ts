import { defineMetrics, OPEN, type MetricCatalogue } from '@understudy/core';
import { describe, expect, it } from '@jest/globals';
import { PrometheusTelemetry } from './prometheus-telemetry.ts';

const CATALOGUE = defineMetrics({
  understudy_test_writes_total: {
    type: 'counter',
    help: 'Writes.',
    unit: 'writes',
    labels: { table: OPEN, kind: ['put', 'remove'] },
  },
  understudy_test_requests_total: {
    type: 'counter',
    help: 'Requests.',
    unit: 'requests',
    labels: { outcome: ['ok', 'failed'] },
  },
  understudy_test_open_links: { type: 'gauge', help: 'Links.', unit: 'links' },
  understudy_test_lag_seconds: {
    type: 'gauge',
    help: 'Lag.',
    unit: 'seconds',
    labels: { table: OPEN },
    initial: NaN,
  },
  understudy_test_wait_seconds: { type: 'histogram', help: 'Wait.', unit: 'seconds', buckets: [0.1, 1] },
});

const open = (strict?: boolean, onEvent?: (name: string, facts: object) => void) =>
  new PrometheusTelemetry({
    catalogues: [CATALOGUE],
    ...(strict === undefined ? {} : { strict }),
    ...(onEvent === undefined ? {} : { onEvent }),
  });

const linesOf = async (telemetry: PrometheusTelemetry) =>
  (await telemetry.metrics()).split('\n').filter((line) => line.startsWith('understudy_test_'));

describe('samples before anything happened', () => {
  it('are 0 for every combination of the values that the catalogue lists', async () => {
    const text = await open().metrics();
    expect(text).toContain(
      '# HELP understudy_test_writes_total Writes.\n# TYPE understudy_test_writes_total counter',
    );
    expect(text).toContain('understudy_test_requests_total{outcome="ok"} 0');
    expect(text).toContain('understudy_test_requests_total{outcome="failed"} 0');
    expect(text).toContain('understudy_test_open_links 0');
    expect(text).toContain('understudy_test_wait_seconds_bucket{le="+Inf"} 0');
    expect(text).toContain('understudy_telemetry_refused_samples_total{reason="label"} 0');
    expect(text).not.toContain('understudy_test_writes_total{');
  });

  it('come with labels that are known later, and keep what was counted', async () => {
    const telemetry = open();
    telemetry.count('understudy_test_writes_total', { table: 'a', kind: 'put' }, 3);
    telemetry.gauge('understudy_test_lag_seconds', 5, { table: 'a' });
    for (const table of ['a', 'b', 'a']) telemetry.initialise({ table });
    telemetry.initialise({ region: 'eu' });
    expect((await linesOf(telemetry)).filter((line) => line.includes('table='))).toEqual([
      'understudy_test_writes_total{table="a",kind="put"} 3',
      'understudy_test_writes_total{table="a",kind="remove"} 0',
      'understudy_test_writes_total{table="b",kind="put"} 0',
      'understudy_test_writes_total{table="b",kind="remove"} 0',
      'understudy_test_lag_seconds{table="a"} 5',
      'understudy_test_lag_seconds{table="b"} Nan',
    ]);
  });
});

it('counts, sets and observes', async () => {
  const telemetry = open();
  telemetry.count('understudy_test_requests_total', { outcome: 'ok' });
  telemetry.count('understudy_test_requests_total', { outcome: 'ok' }, 2);
  telemetry.gauge('understudy_test_open_links', 2);
  telemetry.gauge('understudy_test_open_links', 1);
  telemetry.observe('understudy_test_wait_seconds', 0.5);
  const text = await telemetry.metrics();
  expect(text).toContain('understudy_test_requests_total{outcome="ok"} 3');
  expect(text).toContain('understudy_test_open_links 1');
  expect(text).toContain('understudy_test_wait_seconds_bucket{le="0.1"} 0');
  expect(text).toContain('understudy_test_wait_seconds_bucket{le="1"} 1');
  expect(text).toContain('understudy_test_wait_seconds_sum 0.5');
});

type Sample = (telemetry: PrometheusTelemetry) => void;

const MISFITS: readonly (readonly [string, string, Sample])[] = [
  ['a metric of no catalogue', 'metric', (to) => to.count('understudy_test_reads_total')],
  ['another type', 'metric', (to) => to.gauge('understudy_test_requests_total', 1, { outcome: 'ok' })],
  ['a label too few', 'label', (to) => to.count('understudy_test_requests_total')],
  [
    'a label too many',
    'label',
    (to) => to.count('understudy_test_requests_total', { outcome: 'ok', of: 'x' }),
  ],
  ['another label', 'label', (to) => to.count('understudy_test_requests_total', { result: 'ok' })],
  [
    'a value that is not listed',
    'value',
    (to) => to.count('understudy_test_requests_total', { outcome: 'odd' }),
  ],
  [
    'a counter that goes down',
    'value',
    (to) => to.count('understudy_test_requests_total', { outcome: 'ok' }, -1),
  ],
  ['no number', 'value', (to) => to.observe('understudy_test_wait_seconds', NaN)],
];

describe('a sample that does not fit the catalogue', () => {
  it.each(MISFITS)('throws in tests and development: %s', (_what, reason, sample) => {
    expect(() => {
      sample(open());
    }).toThrow(
      expect.objectContaining({
        code: 'UND_TELEMETRY_SAMPLE_UNDECLARED',
        details: expect.objectContaining({ reason }),
      }),
    );
  });

  it.each(MISFITS)('is counted and reported once in a daemon: %s', async (_what, reason, sample) => {
    const events: unknown[] = [];
    const telemetry = open(false, (name, facts) => events.push([name, facts]));
    sample(telemetry);
    sample(telemetry);
    expect(events).toEqual([['telemetry.sample_refused', expect.objectContaining({ reason })]]);
    expect(await telemetry.metrics()).toContain(`refused_samples_total{reason="${reason}"} 2`);
  });

  it('is recorded all the same where only a label has an unlisted value', async () => {
    const telemetry = open(false);
    telemetry.count('understudy_test_requests_total', { outcome: 'odd' });
    expect(await telemetry.metrics()).toContain('understudy_test_requests_total{outcome="odd"} 1');
  });
});

it('refuses a catalogue that breaks the rules, and a metric that two declare', () => {
  const wrong: MetricCatalogue = {
    understudy_test_wait_ms: { type: 'gauge', help: 'Wait.', unit: 'seconds' },
  };
  const invalid = expect.objectContaining({ code: 'UND_TELEMETRY_CATALOGUE_INVALID' });
  expect(() => new PrometheusTelemetry({ catalogues: [wrong] })).toThrow(invalid);
  expect(() => new PrometheusTelemetry({ catalogues: [CATALOGUE, { ...CATALOGUE }] })).toThrow(invalid);
});

it('hands events on', () => {
  const events: unknown[] = [];
  const telemetry = open(true, (name, facts) => events.push([name, facts]));
  telemetry.event('link.lead_taken', { table: 'a' });
  telemetry.event('route.changed');
  expect(events).toEqual([
    ['link.lead_taken', { table: 'a' }],
    ['route.changed', {}],
  ]);
});
