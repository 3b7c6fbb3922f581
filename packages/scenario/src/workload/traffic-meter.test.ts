import { describe, expect, it } from '@jest/globals';
import { TrafficMeter, type Finished } from './traffic-meter.ts';

const finished = (startedMs: number, endedMs: number, failed = false): Finished => ({
  kind: 'write',
  what: `put ${String(startedMs)}`,
  startedMs,
  endedMs,
  failed,
});

describe('TrafficMeter', () => {
  it('gives rates of the last seconds, and what waits since when', () => {
    const meter = new TrafficMeter();
    for (let at = 0; at < 100; at += 1) {
      const id = meter.begin(at * 100);
      meter.end(id, {
        ...finished(at * 100, at * 100 + 10, at === 99),
        kind: at % 2 === 0 ? 'read' : 'write',
      });
    }
    meter.begin(9_000);
    const rates = meter.rates(10_000);
    expect(rates.readsPerSecond).toBeCloseTo(5, 0);
    expect(rates.writesPerSecond).toBeCloseTo(4.7, 0);
    expect(rates).toMatchObject({ failed: 1, waiting: 1, longestWaitingMs: 1_000, medianMs: 10, p99Ms: 10 });
  });

  it('has no latency to tell where nothing ended', () => {
    expect(new TrafficMeter().rates(5_000)).toEqual({
      readsPerSecond: 0,
      writesPerSecond: 0,
      failedPerSecond: 0,
      failed: 0,
      waiting: 0,
      longestWaitingMs: 0,
    });
  });
});
