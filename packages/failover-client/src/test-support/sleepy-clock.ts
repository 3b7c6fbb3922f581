import { ManualClock } from '@understudy/core/testing';

/** The clock of a process that sleeps now and then: its time goes on, and none of its timers has been heard yet. */
export class SleepyClock extends ManualClock {
  sleptMs = 0;

  override monotonicMs(): number {
    return super.monotonicMs() + this.sleptMs;
  }
}
