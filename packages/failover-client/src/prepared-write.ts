import type { Repeatable } from './repeatable.ts';
import type { WireRequest } from './types.ts';
import type { WriteNotes } from './write-context.ts';
import type { WriteRefusal } from './write-refusal.ts';

/** One write as the next attempt sends it. */
export type PreparedWrite = OutgoingWrite | ReadFirst | Probe | NothingToWrite;

export interface OutgoingWrite {
  readonly step: 'send';
  readonly request: WireRequest;
  /** Whether the request is the caller's own operation; otherwise `answerOf` makes the caller's answer. */
  readonly isOwn: boolean;
  /** Whether something was added to the caller's request, so that a refusal of its form may speak of the additions. */
  readonly isStamped: boolean;
  /** Whether it may be sent again after its answer was lost. */
  repeatable(): Repeatable;
  /** The answer to the caller, without stamps. */
  answerOf(output: object): object;
  /** What a failed condition or a cancelled transaction means. @throws VersionsError where an item's stamp can't be read */
  readRefusal(error: Error): WriteRefusal;
}

/** The item must be read before the write can be sent. */
export interface ReadFirst {
  readonly step: 'read';
  readonly request: WireRequest;
  learn(output: object): WriteNotes;
}

/**
 * The caller's write without additions, but void: DynamoDB refuses it whatever its state, and names the caller's mistake
 * where there is one. Nothing is ever applied.
 */
export interface Probe {
  readonly step: 'probe';
  readonly request: WireRequest;
  /** By the refusal of the probe: the caller's error, or the notes for a probe in another form. */
  judge(refused: Error): { readonly error: Error } | { readonly notes: WriteNotes };
}

/** The write changes nothing: this is its answer. */
interface NothingToWrite {
  readonly step: 'done';
  readonly output: object;
}
