import type { MoveKind } from '@understudy/route';
import type { FailoverVote, Override } from './types.ts';

/** A move that was asked for, of either kind. */
export interface WantedMove {
  readonly kind: MoveKind;
  readonly to: string;
  readonly vote?: FailoverVote | undefined;
  readonly override?: Override | undefined;
  /** Of a switchover: goes although links have parked records. */
  readonly acceptParked?: boolean | undefined;
}
