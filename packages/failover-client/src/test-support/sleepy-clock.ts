import { ManualClock } from '@understudy/core/testing';

/** The clock of a process that slept: time has passed, but no timer has fired yet. */
export class SleepyClock extends ManualClock {
  sleptMs = 0;

  override monotonicMs(): number {
    return super.monotonicMs() + this.sleptMs;
  }
}
