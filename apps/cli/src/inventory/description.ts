import type { Evidence } from '@understudy/findings';
import type { Suggestion } from '../status/suggest-next.ts';

/** One thing whole, for people and programs. */
export interface Description {
  readonly kind: string;
  readonly name: string;
  /** How it is, in one sentence. */
  readonly state: string;
  /** What else is known of it, each with its label. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  /** Who saw what of it, the newest first. */
  readonly evidence: readonly Evidence[];
  /** The last moves that concerned it, one sentence each. */
  readonly moves: readonly string[];
  readonly next: Suggestion;
}
