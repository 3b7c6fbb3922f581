import { describe, expect, it } from '@jest/globals';
import { SupersededWatch } from './superseded-watch.ts';

const read =
  (furthest: bigint | undefined, atTip = false, readUpToMs?: number) =>
  () => ({
    furthest,
    atTip,
    readUpToMs,
  });

describe('a record that was superseded by a write of the same source and epoch', () => {
  it('is explained where the stream comes to that write, as after a restart', () => {
    const watch = new SupersededWatch();
    watch.note('90', '50', 0);
    expect(watch.unexplained(read(60n))).toBe(0);
    expect(watch.unexplained(read(90n))).toBe(0);
    expect(watch.unexplained(read(90n, true))).toBe(0);
  });

  it('asks nothing where the write was read already', () => {
    const watch = new SupersededWatch();
    watch.note('90', '90', 0);
    const never = () => {
      throw new Error('asked');
    };
    expect(watch.unexplained(never)).toBe(0);
  });

  it('is an alarm, once, where the stream is at its tip and never held it (fault D4)', () => {
    const watch = new SupersededWatch();
    watch.note('90', '3', 0);
    watch.note('91', '4', 0);
    expect(watch.unexplained(read(4n))).toBe(0);
    expect(watch.unexplained(read(4n, true))).toBe(2);
    expect(watch.unexplained(read(4n, true))).toBe(0);
  });

  it('is an alarm also under traffic that never stops, once later records were read (fault D4)', () => {
    const watch = new SupersededWatch();
    watch.note('90', '3', 10_000);
    expect(watch.unexplained(read(8n, false, 14_999))).toBe(0);
    expect(watch.unexplained(read(9n, false, 15_000))).toBe(1);
  });
});
