import { describe, expect, it } from '@jest/globals';
import type { Finished } from '../workload/traffic-meter.ts';
import { measureStretch } from './measure-stretch.ts';

const finished = (startedMs: number, endedMs: number, failed = false): Finished => ({
  kind: 'write',
  what: `put ${String(startedMs)}`,
  startedMs,
  endedMs,
  failed,
});

describe('measureStretch', () => {
  it('takes the requests that were under way in it, not those before and after', () => {
    const all = [
      finished(0, 50),
      finished(90, 950),
      finished(200, 210, true),
      finished(300, 330),
      finished(400, 410),
    ];
    expect(measureStretch(all, 100, 350)).toEqual({
      requests: 3,
      failed: 1,
      waited: 1,
      longest: all[1],
      firstFailure: all[2],
    });
    expect(measureStretch([], 0, 10)).toEqual({ requests: 0, failed: 0, waited: 0 });
  });
});
