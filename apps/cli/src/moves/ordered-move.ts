import type { Override } from '@understudy/moves';
import type { MoveKind } from '@understudy/route';

/** A move as one person wants it. */
export interface OrderedMove {
  readonly kind: MoveKind;
  readonly to: string;
  readonly by: string;
  readonly reason: string;
  readonly override: Override | undefined;
  readonly acceptParked: boolean;
}
