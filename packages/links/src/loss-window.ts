/**
 * Writes of this time may be lost to a link: its stream had dropped them before the link read them, or they are in no stream
 * that it reads, since the stream was switched off or the table was made again.
 */
export interface LossWindow {
  /** Wall time in ms of the last record that was certainly read; absent where no record was. */
  readonly fromMs?: number;
  /** Wall time in ms of the first one that was read again, or when the loss was found. */
  readonly untilMs: number;
}
