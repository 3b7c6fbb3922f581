import { describe, expect, it } from '@jest/globals';
import { Meter } from './meter.ts';

describe('Meter', () => {
  const gauges = () => {
    let nowMs = 1000;
    return { pass: (ms: number) => (nowMs += ms), nowMs: () => nowMs, cpuUs: () => nowMs * 500 };
  };

  it('measures from the end of the warm-up to the end', () => {
    const time = gauges();
    const meter = new Meter({ warmUp: 2, count: 3 }, time);
    for (const ms of [100, 100, 1, 2, 3]) {
      expect(meter.result).toBeUndefined();
      time.pass(ms);
      meter.add();
    }
    expect(meter.result).toEqual({ count: 3, elapsedMs: 6, cpuUs: 3000 });
  });

  it('counts lumps whole', () => {
    const time = gauges();
    const meter = new Meter({ warmUp: 10, count: 30 }, time);
    for (const lump of [8, 8, 8, 8, 8]) {
      time.pass(lump);
      meter.add(lump);
    }
    expect(meter.result).toEqual({ count: 24, elapsedMs: 24, cpuUs: 12_000 });
  });

  it('ends once', () => {
    const time = gauges();
    const meter = new Meter({ warmUp: 1, count: 1 }, time);
    for (let done = 0; done < 5; done += 1) {
      time.pass(1);
      meter.add();
    }
    expect(meter.result).toEqual({ count: 1, elapsedMs: 1, cpuUs: 500 });
  });

  it('never measures the warm-up alone', () => {
    const meter = new Meter({ warmUp: 1, count: 1 }, gauges());
    meter.add(2);
    expect(meter.result).toBeUndefined();
  });
});
