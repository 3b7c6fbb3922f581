import { ALERTS, DASHBOARDS } from '@understudy/monitoring';
import { describe, expect, it } from '@jest/globals';
import { checkExpressions, type NamedExpression } from './check-expressions.ts';
import { listFiles } from './list-files.ts';
import { readMetrics } from './read-metrics.ts';
import { readProjects } from './read-projects.ts';
import type { ListedMetric } from './types.ts';

const LISTED: readonly Pick<ListedMetric, 'name' | 'declared'>[] = [
  {
    name: 'understudy_lag_lost_total',
    declared: {
      type: 'counter',
      help: 'Lost.',
      unit: 'writes',
      labels: { table: { open: true }, kind: ['put', 'remove'] },
    },
  },
  {
    name: 'understudy_lag_wait_seconds',
    declared: { type: 'histogram', help: 'Wait.', unit: 'seconds', buckets: [1] },
  },
];

describe('checkExpressions', () => {
  const check = (expr: string) => checkExpressions([{ at: 'A', expr }], LISTED).map(({ what }) => what);

  it.each([
    'sum by (table) (increase(understudy_lag_lost_total{kind="put", job=~"a.+"}[5m])) > 0',
    'understudy_lag_lost_total{kind=~"p.+|x"} * on (job, instance) group_left () up == 0',
    'histogram_quantile(0.5, sum by (le) (rate(understudy_lag_wait_seconds_bucket[5m])))',
    'count by (alertname) (ALERTS{alertstate="firing"})',
  ])('takes %s', (expr) => {
    expect(check(expr)).toEqual([]);
  });

  it.each([
    ['sum(', 'is no PromQL'],
    ['1 > 0', 'selects no metric'],
    ['understudy_lag_won_total > 0', 'names understudy_lag_won_total'],
    ['understudy_lag_wait_seconds > 0', 'names understudy_lag_wait_seconds'],
    ['understudy_lag_lost_total{shard="1"}', 'the label shard'],
    ['understudy_lag_lost_total{kind="update"}', 'kind "update"'],
    ['understudy_lag_lost_total{kind=~"pu"}', 'kind "pu"'],
    ['sum by (shard) (understudy_lag_lost_total)', 'groups by shard'],
    ['sum by (table) (up) > 0 and on (job) understudy_lag_lost_total', 'groups by table'],
    ['up * on (shard) understudy_lag_lost_total', 'groups by shard'],
  ])('refuses %s', (expr, what) => {
    expect(check(expr)).toEqual([expect.stringContaining(what)]);
  });
});

it('alerts and dashboards name metrics, labels and values that the catalogues declare', async () => {
  const alerts = Object.entries(ALERTS).map(([at, { expr }]) => ({ at, expr }));
  const panels = DASHBOARDS.flatMap(({ title, panels: each }) =>
    each.flatMap((panel) => panel.queries.map(({ expr }) => ({ at: `${title}: ${panel.title}`, expr }))),
  );
  const expressions: readonly NamedExpression[] = [...alerts, ...panels];
  expect(expressions.length).toBeGreaterThan(70);
  const listed = await readMetrics(await readProjects(await listFiles()));
  expect(checkExpressions(expressions, listed)).toEqual([]);
});
