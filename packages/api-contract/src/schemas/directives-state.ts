import * as z from 'zod';
import { list } from './list.ts';
import { Sentence, WallTime } from './wall-time.ts';

export const FreezeState = z.object({ by: z.string(), reason: Sentence, atMs: WallTime, untilMs: WallTime });
export const MaintenanceState = FreezeState.extend({ subject: z.string() });
export const AcknowledgementState = z.object({
  by: z.string(),
  comment: Sentence,
  atMs: WallTime,
  moveId: z.string(),
});

/** What people have ordered. One whose time is over counts no more, and is shown until a person ends it. */
export const DirectivesState = z.object({
  freeze: FreezeState.optional(),
  maintenance: list(MaintenanceState),
  acknowledgements: list(AcknowledgementState),
});
export type DirectivesState = z.infer<typeof DirectivesState>;
