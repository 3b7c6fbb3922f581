import { epochCeiling } from '@understudy/versions';

/** The text above every stamp of an earlier epoch and below each of `epoch`. */
export function epochFloor(epoch: number): string {
  return epochCeiling(epoch - 1);
}
