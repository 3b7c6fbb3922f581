import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';

/** A side of a conflict: the write that lost, or the item that is stored. */
export type Side = 'theirs' | 'ours';

/** What a merge has to know of a table. */
export interface MergeRules {
  /** Attributes that are never merged: the table's key and the stamp. */
  readonly fixed: readonly string[];
  /** Number attributes that the application sets rather than adds to. */
  readonly assigned: readonly string[];
  /** A person's decision on a conflict, by its path; the whole item's path is `(item)`. */
  readonly decide?: (path: string) => Side | undefined;
}

/** The three values that a rule looks at; absent ones are `undefined`. */
export interface Three {
  readonly base: AttributeValue | undefined;
  readonly theirs: AttributeValue | undefined;
  readonly ours: AttributeValue | undefined;
}

/**
 * How one attribute, or one member of a map, came out. What neither side changed is not listed.
 * - `taken`: theirs alone changed it, or a person decided so
 * - `kept`: ours alone changed it, or a person decided so
 * - `same`: both changed it to the same value
 * - `added`: a number; the difference of theirs is added to ours
 * - `members`: a set; the additions and removals of theirs are made in ours
 * - `appended`: a list to which both appended; ours come first
 * - `conflict`: both changed it; ours is kept until a person decides
 */
export type MergeStep = Three & {
  /** Names from the item's attribute inwards, joined by dots; `(item)` for the whole item. */
  readonly path: string;
  readonly is: 'taken' | 'kept' | 'same' | 'added' | 'members' | 'appended' | 'conflict';
  readonly merged: AttributeValue | undefined;
  /** Of `added`: what is added to ours. */
  readonly difference?: string;
};

/** A merged item, `undefined` where it is removed, and how each attribute came out. */
export interface MergedItem {
  readonly item: Item | undefined;
  readonly steps: readonly MergeStep[];
}

/** The path of the whole item. */
export const WHOLE_ITEM = '(item)';
