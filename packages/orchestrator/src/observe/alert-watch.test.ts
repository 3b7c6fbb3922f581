import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import * as fc from 'fast-check';
import { ALERT_STALE_MS, AlertWatch } from './alert-watch.ts';

const ALL_FIRES = '0001-01-01T00:00:00Z';

function told(change: Record<string, unknown> = {}, labels: Record<string, string> = {}) {
  return {
    status: 'firing',
    labels: { alertname: 'ShopErrors', severity: 'page', understudy_service: 'shop', ...labels },
    annotations: { summary: 'One answer in four is an error', runbook_url: 'https://docs.example' },
    startsAt: '2026-11-30T08:00:00.123Z',
    endsAt: ALL_FIRES,
    generatorURL: 'http://prometheus',
    fingerprint: 'f1',
    ...change,
  };
}
/** As Alertmanager 0.25 writes it. */
const message = (...alerts: readonly unknown[]) => ({
  version: '4',
  groupKey: '{}:{}',
  truncatedAlerts: 0,
  status: 'firing',
  receiver: 'orchestrators',
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: 'http://alertmanager',
  alerts,
});

function open() {
  const clock = new ManualClock();
  return { clock, watch: new AlertWatch({ service: 'shop', clock }) };
}

describe('alerts that Alertmanager tells of', () => {
  it('are kept with their times, their age and what a decision may use', async () => {
    const { clock, watch } = open();
    expect(
      watch.take(message(told({}, { understudy_signal: 'application-errors', region: 'us-east-1' }))),
    ).toBeUndefined();
    const heardMs = clock.wallMs();
    await clock.advance(500);
    expect(watch.alerts()).toEqual([
      {
        name: 'ShopErrors',
        severity: 'page',
        signal: 'application-errors',
        region: 'us-east-1',
        summary: 'One answer in four is an error',
        startedMs: Date.parse('2026-11-30T08:00:00.123Z'),
        heardMs,
        ageMs: 500,
      },
    ]);
  });

  it('keep the time at which they were heard of while they come again, and have another where they began again', async () => {
    const { clock, watch } = open();
    const firstMs = clock.wallMs();
    watch.take(message(told()));
    await clock.advance(60_000);
    watch.take(message(told()));
    expect(watch.alerts()).toMatchObject([{ heardMs: firstMs, ageMs: 0 }]);
    watch.take(message(told({ startsAt: '2026-11-30T09:00:00Z' })));
    expect(watch.alerts()).toMatchObject([{ heardMs: firstMs + 60_000 }]);
  });

  it('are forgotten once they are resolved, have ended, or are not confirmed', async () => {
    const { clock, watch } = open();
    for (const end of [
      { status: 'resolved', endsAt: new Date(clock.wallMs() - 1).toISOString() },
      { endsAt: new Date(clock.wallMs()).toISOString() },
    ]) {
      watch.take(message(told()));
      expect(watch.alerts()).toHaveLength(1);
      watch.take(message(told(end)));
      expect(watch.alerts()).toEqual([]);
    }
    watch.take(message(told({ endsAt: new Date(clock.wallMs() + 1_000).toISOString() })));
    await clock.advance(ALERT_STALE_MS);
    expect(watch.alerts()).toHaveLength(1);
    await clock.advance(1);
    expect(watch.alerts()).toEqual([]);
  });
});

describe('alerts that are not what they should be', () => {
  it('of another service, or of none, are passed over', () => {
    const { watch } = open();
    const none = told();
    delete (none.labels as Partial<typeof none.labels>).understudy_service;
    expect(watch.take(message(told({}, { understudy_service: 'other' }), none))).toBeUndefined();
    expect(watch.alerts()).toEqual([]);
  });

  it('are plain text of bounded length', () => {
    const { watch } = open();
    watch.take(message(told({ annotations: { summary: `a\u001b[2J\n${'x'.repeat(500)}` } })));
    const [alert] = watch.alerts();
    const summary = alert?.summary;
    expect(summary).toMatch(/^a \[2J x+$/);
    expect(summary).toHaveLength(200);
  });
});

describe('messages of the webhook', () => {
  it.each([
    ['no message', null],
    ['another version', { ...message(), version: '5' }],
    ['an alert without labels', message(told({ labels: undefined }))],
    ['an alert with a number as label', message(told({ labels: { alertname: 7 } }))],
    ['a time that is none', message(told({ startsAt: 'now' }))],
    ['another status', message(told({ status: 'perhaps' }))],
  ])('are refused as a whole in %s', (_what, body) => {
    const { watch } = open();
    expect(watch.take(body)).toMatch(/^The body is no message of Alertmanager's webhook, version 4: /);
    expect(watch.alerts()).toEqual([]);
  });

  it('leave alerts that are bounded in number, and those that matter stay (property)', () => {
    const each = fc.record({
      fingerprint: fc.integer({ min: 0, max: 80 }).map(String),
      status: fc.constantFrom('firing', 'firing', 'resolved'),
      isSignal: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(each, { maxLength: 200 }), (changes) => {
        const { watch } = open();
        const firing = new Map<string, boolean>();
        for (const { fingerprint, status, isSignal } of changes) {
          const labels: Record<string, string> = isSignal ? { understudy_signal: 'application-errors' } : {};
          watch.take(message(told({ fingerprint, status }, labels)));
          if (status === 'firing') firing.set(fingerprint, isSignal);
          else firing.delete(fingerprint);
        }
        const kept = watch.alerts();
        expect(kept.length).toBeLessThanOrEqual(30);
        const signals = kept.filter(({ signal }) => signal !== undefined).length;
        if (firing.size <= 30 && changes.length <= 30) expect(kept).toHaveLength(firing.size);
        expect(signals).toBeLessThanOrEqual([...firing.values()].filter(Boolean).length);
        expect(kept.slice(0, signals).every(({ signal }) => signal !== undefined)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
