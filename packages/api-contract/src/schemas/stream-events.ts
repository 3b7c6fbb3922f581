import * as z from 'zod';
import { AuditLine } from './audit-page.ts';
import { FiveAnswers, Mode } from './five-answers.ts';
import { list } from './list.ts';
import { Snapshot, snapshotParts } from './snapshot.ts';
import { Count, Milliseconds, WallTime } from './wall-time.ts';

/** A whole snapshot and the last lines of the audit: a client replaces what it has. Lines are known by their `entry`. */
export const ResetEvent = z.object({ snapshot: Snapshot, audit: list(AuditLine) });
export type ResetEvent = z.infer<typeof ResetEvent>;

/** The parts that are others than before: a client replaces each of them as a whole. */
export const ChangeEvent = z.object({
  atMs: WallTime,
  sequence: Count,
  answers: FiveAnswers.optional(),
  modes: list(Mode).optional(),
  parts: z.object(snapshotParts).partial(),
});
export type ChangeEvent = z.infer<typeof ChangeEvent>;

/** New lines of the audit, the oldest first. */
export const AuditEvent = z.object({ entries: list(AuditLine) });
export type AuditEvent = z.infer<typeof AuditEvent>;

/** Each second, whether anything changed or not. It has no id: it is never sent again. */
export const HeartbeatEvent = z.object({
  atMs: WallTime,
  /** As in a snapshot: older than 3 s is amber, older than 10 s takes actions away. */
  ageMs: Milliseconds,
  sequence: Count,
  /** The age of each part that is known. */
  ages: z.partialRecord(z.enum(Object.keys(snapshotParts) as [keyof typeof snapshotParts]), Milliseconds),
});
export type HeartbeatEvent = z.infer<typeof HeartbeatEvent>;

/** The events of `GET /api/v1/events`, by the name in their line `event:`. */
export const STREAM_EVENTS = {
  reset: ResetEvent,
  change: ChangeEvent,
  audit: AuditEvent,
  heartbeat: HeartbeatEvent,
} as const;
export type StreamEventName = keyof typeof STREAM_EVENTS;
