import * as z from 'zod';
import { Milliseconds, Name, Words } from './wall-time.ts';

/** From a minute to 30 days. */
const length = Milliseconds.int().min(60_000).max(2_592_000_000);

export const FreezeRequest = z.strictObject({ reason: Words, forMs: length });
export type FreezeRequest = z.infer<typeof FreezeRequest>;

export const MaintenanceRequest = z.strictObject({ reason: Words, forMs: length.default(7_200_000) });
export type MaintenanceRequest = z.infer<typeof MaintenanceRequest>;

export const AcknowledgeRequest = z.strictObject({ moveId: Name, comment: Words });
export type AcknowledgeRequest = z.infer<typeof AcknowledgeRequest>;
