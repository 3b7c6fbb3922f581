import type { LinkName } from './link-name.ts';

/** How far one link was behind, as its leader reported it last. */
export interface LinkLag {
  readonly link: LinkName;
  /**
   * Age in ms of the newest write known to be settled. It grows while the link can't reach its source, so it is for alarms
   * and switchovers; `undefined` where it is not known.
   */
  readonly lagMs: number | undefined;
  /** Wall time in ms: all that the source had acknowledged before it is settled. Absent where it is not known. */
  readonly completeUpToMs?: number;
  /** Wall time in ms at which the source's stream answered last. Absent where it is not known. */
  readonly contactMs?: number;
  /**
   * Wall time in ms in the latest stamp of the writes that it settled, by the clock of who made the write. One that is
   * later than the moment at which observers lost the source shows that the source takes writes. Absent where it is not known.
   */
  readonly newestWriteMs?: number;
}
