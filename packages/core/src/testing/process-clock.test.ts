import { describe, expect, it } from '@jest/globals';
import { ManualClock } from './manual-clock.ts';
import { ProcessClock } from './process-clock.ts';

function twoProcesses() {
  const shared = new ManualClock({ wallMs: 0 });
  const [one, other] = [new ProcessClock(shared), new ProcessClock(shared, { rate: 2 })];
  const woken: string[] = [];
  void one.sleep(100).then(() => woken.push(`one at ${String(shared.monotonicMs())}`));
  void other.sleep(100).then(() => woken.push(`other at ${String(shared.monotonicMs())}`));
  return { shared, one, other, woken };
}

describe('ProcessClock', () => {
  it('runs at its own rate', async () => {
    const { shared, one, other, woken } = twoProcesses();
    await shared.advance(100);
    expect(woken).toEqual(['other at 50', 'one at 100']);
    expect([one.monotonicMs(), other.monotonicMs()]).toEqual([100, 200]);
  });

  it('goes on while its process is paused, whose sleepers wake when it runs again', async () => {
    const { shared, one, woken } = twoProcesses();
    await shared.advance(10);
    one.pause();
    await shared.advance(500);
    expect([one.monotonicMs(), one.wallMs()]).toEqual([510, 510]);
    expect(woken).toEqual(['other at 50']);
    one.resume();
    await shared.advance(0);
    expect(woken).toEqual(['other at 50', 'one at 510']);
  });

  it('stops while its machine is suspended, and wall time goes on; of others all goes on (fault D10)', async () => {
    const { shared, one, other, woken } = twoProcesses();
    await shared.advance(10);
    one.suspend();
    await shared.advance(500);
    expect([one.monotonicMs(), one.wallMs()]).toEqual([10, 510]);
    expect([other.monotonicMs(), other.wallMs()]).toEqual([1_020, 510]);
    one.resume();
    await shared.advance(89);
    expect(woken).toEqual(['other at 50']);
    await shared.advance(1);
    expect(woken).toEqual(['other at 50', 'one at 600']);
    expect([one.monotonicMs(), one.wallMs()]).toEqual([100, 600]);
  });

  it('stops with its wall time where the machine is frozen, until it is set', async () => {
    const { shared, one } = twoProcesses();
    one.freeze();
    await shared.advance(500);
    one.resume();
    await shared.advance(10);
    expect([one.monotonicMs(), one.wallMs()]).toEqual([10, 10]);
    one.skewWall(500);
    expect([one.monotonicMs(), one.wallMs()]).toEqual([10, 510]);
  });

  it('ends a sleep with its signal', async () => {
    const { one } = twoProcesses();
    const reason = new Error('enough');
    await expect(one.sleep(5, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
