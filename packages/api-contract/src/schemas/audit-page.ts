import * as z from 'zod';
import { list } from './list.ts';
import { Sentence, WallTime } from './wall-time.ts';

export const AuditKind = z.enum([
  'decision',
  'move',
  'step',
  'verified',
  'unverified',
  'intent',
  'directive',
  'leader',
  'repair',
  'readiness',
]);

/** One line of what happened and why; its data are at `/api/v1/audit/{entry}`. */
export const AuditLine = z.object({
  /** Its name in the audit, by which it is linked: its time and its id. */
  entry: z.string(),
  atMs: WallTime,
  by: z.string(),
  kind: AuditKind,
  what: Sentence,
});
export type AuditLine = z.infer<typeof AuditLine>;

/** The same with what it rests on. */
export const AuditDetail = AuditLine.extend({ data: z.record(z.string(), z.unknown()).optional() });
export type AuditDetail = z.infer<typeof AuditDetail>;

/** One page of the audit, the newest first. */
export const AuditPage = z.object({ entries: list(AuditLine), next: z.string().optional() });
export type AuditPage = z.infer<typeof AuditPage>;
