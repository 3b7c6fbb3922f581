import type { Repeatable } from './repeatable.ts';
import type { WireRequest } from './types.ts';
import type { WriteNotes } from './write-context.ts';
import type { WriteRefusal } from './write-refusal.ts';

/** One write as the next attempt sends it. */
export type PreparedWrite = OutgoingWrite | ReadFirst | NothingToWrite;

export interface OutgoingWrite {
  readonly step: 'send';
  readonly request: WireRequest;
  /** Whether the request is the caller's own operation; otherwise `answerOf` makes the caller's answer. */
  readonly isOwn: boolean;
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

/** The write changes nothing: this is its answer. */
interface NothingToWrite {
  readonly step: 'done';
  readonly output: object;
}
