import { describe, expect, it } from '@jest/globals';
import { PrometheusTelemetry } from './prometheus.ts';

describe('PrometheusTelemetry', () => {
  it('shows counters, gauges and distributions as Prometheus reads them', async () => {
    const telemetry = new PrometheusTelemetry({ understudy_test_writes_total: 'Writes.' }, () => {});
    telemetry.count('understudy_test_writes_total', { table: 'a' });
    telemetry.count('understudy_test_writes_total', { table: 'a' }, 2);
    telemetry.gauge('understudy_test_lag_seconds', 1.5);
    telemetry.gauge('understudy_test_lag_seconds', 0.5);
    telemetry.observe('understudy_test_wait_seconds', 0.2);
    const text = await telemetry.registry.metrics();
    expect(text).toContain('# HELP understudy_test_writes_total Writes.');
    expect(text).toContain('understudy_test_writes_total{table="a"} 3');
    expect(text).toContain('understudy_test_lag_seconds 0.5');
    expect(text).toContain('understudy_test_wait_seconds_count 1');
  });

  it('hands events on', () => {
    const events: unknown[] = [];
    const telemetry = new PrometheusTelemetry({}, (name, facts) => events.push([name, facts]));
    telemetry.event('link.lead_taken', { table: 'a' });
    telemetry.event('route.changed');
    expect(events).toEqual([
      ['link.lead_taken', { table: 'a' }],
      ['route.changed', {}],
    ]);
  });
});
