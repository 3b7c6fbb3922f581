import { expect, it } from '@jest/globals';
import { renderMetric } from './render-metric.ts';

it('renders help, type and samples, escaped as the format says', () => {
  const text = renderMetric(
    'understudy_test_age_seconds',
    { type: 'gauge', help: 'Age\\a\nb.', unit: 'seconds' },
    [
      { labels: { table: 'a"b\\c\nd', kind: 'x' }, value: 1.5 },
      { labels: {}, value: NaN },
      { labels: { le: '+Inf' }, value: Infinity, suffix: '_bucket' },
    ],
  );
  expect(text).toBe(
    [
      '# HELP understudy_test_age_seconds Age\\\\a\\nb.',
      '# TYPE understudy_test_age_seconds gauge',
      'understudy_test_age_seconds{table="a\\"b\\\\c\\nd",kind="x"} 1.5',
      'understudy_test_age_seconds NaN',
      'understudy_test_age_seconds_bucket{le="+Inf"} +Inf',
      '',
    ].join('\n'),
  );
});
