import * as z from 'zod';
import { AcknowledgementState, FreezeState, MaintenanceState } from './directives-state.ts';
import { IntentState } from './intent-state.ts';

/** What was asked for, as it is stored. Follow it by the stream or by `GET /api/v1/intents/{id}`. */
export const IntentAnswer = z.object({
  intent: IntentState,
  /** Whether this request made it; `false`: an earlier one of the same Idempotency-Key did. */
  created: z.boolean(),
});
export type IntentAnswer = z.infer<typeof IntentAnswer>;

export const FreezeAnswer = z.object({ freeze: FreezeState, replaces: FreezeState.optional() });
export type FreezeAnswer = z.infer<typeof FreezeAnswer>;

/** Whether there was anything to end, and what it was. */
export const UnfreezeAnswer = z.object({ lifted: z.boolean(), freeze: FreezeState.optional() });
export type UnfreezeAnswer = z.infer<typeof UnfreezeAnswer>;

export const MaintenanceAnswer = z.object({
  maintenance: MaintenanceState,
  replaces: MaintenanceState.optional(),
});
export type MaintenanceAnswer = z.infer<typeof MaintenanceAnswer>;

export const MaintenanceEndAnswer = z.object({
  ended: z.boolean(),
  maintenance: MaintenanceState.optional(),
});
export type MaintenanceEndAnswer = z.infer<typeof MaintenanceEndAnswer>;

export const AcknowledgeAnswer = z.object({ acknowledgement: AcknowledgementState });
export type AcknowledgeAnswer = z.infer<typeof AcknowledgeAnswer>;
