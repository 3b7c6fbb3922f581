import type { AuditEntry } from '@understudy/findings';
import type { DrivenMoveReport } from '@understudy/moves';

/** One move as the audit keeps it: the report of the mover that drove it to its end, and who wrote that down when. */
export interface MoveRecord {
  readonly report: DrivenMoveReport;
  readonly by: string;
  /** Wall time in ms at which it ended. */
  readonly endedMs: number;
  readonly data: NonNullable<AuditEntry['data']>;
}
