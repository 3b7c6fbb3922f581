/** Writes of this time may be lost to a link, since its stream no longer held them when it came to read. */
export interface LossWindow {
  /** Wall time in ms of the last record that was surely read; not given where none was. */
  readonly fromMs?: number;
  /** Wall time in ms of the first one that was read again, or when the loss was found. */
  readonly untilMs: number;
}
