import type { WriteRefusal } from './read-refusal.ts';
import type { Repeatable } from './repeatable.ts';
import type { WireRequest } from './types.ts';
import type { WriteNotes } from './write-context.ts';

/** One write as it goes out now. */
export type PreparedWrite = SentWrite | ReadBefore | NothingToDo;

export interface SentWrite {
  readonly step: 'send';
  readonly request: WireRequest;
  /** Whether it is the caller's own operation; else `toAnswer` makes an answer of that. */
  readonly own: boolean;
  /** Asked for only once an answer was lost. */
  readonly repeatable: () => Repeatable;
  readonly toAnswer: (output: object) => object;
  /** What a refusal of it means. */
  readonly readRefusal: (error: Error) => WriteRefusal;
}

/** Something must be read before; `take` notes what came. */
export interface ReadBefore {
  readonly step: 'read';
  readonly request: WireRequest;
  readonly take: (output: object) => WriteNotes;
}

export interface NothingToDo {
  readonly step: 'done';
  readonly output: object;
}
