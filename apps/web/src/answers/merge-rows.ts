import { valueWords } from '../words/value-words.ts';

type Image = Readonly<Record<string, unknown>>;

/** One attribute in the images of a record. */
export interface MergeRow {
  readonly attribute: string;
  readonly base: string | undefined;
  readonly lost: string | undefined;
  readonly won: string | undefined;
  /** What a merge takes: what one side alone changed, what is the same, or what a person decides. */
  readonly takes: 'lost' | 'won' | 'same' | 'clash' | 'number';
}

/**
 * The attributes of a ledger's entry side by side, as a three-way merge takes them: a preview. Of numbers that both sides changed, the
 * difference is added; anything else that both changed is a person's to decide.
 */
export function mergeRows({
  base = {},
  lost = {},
  won = {},
}: Readonly<Record<string, Image>>): readonly MergeRow[] {
  const attributes = [...new Set([base, lost, won].flatMap((image) => Object.keys(image)))].sort();
  return attributes.map((attribute) => {
    const [was, theirs, ours] = [base, lost, won].map((image) => wordsOf(image[attribute]));
    return {
      attribute,
      base: was,
      lost: theirs,
      won: ours,
      takes: takenOf(
        was,
        theirs,
        ours,
        [base, lost, won].map((image) => image[attribute]),
      ),
    };
  });
}

function wordsOf(value: unknown): string | undefined {
  return value === undefined ? undefined : valueWords(value);
}

function takenOf(
  base: string | undefined,
  lost: string | undefined,
  won: string | undefined,
  values: readonly unknown[],
): MergeRow['takes'] {
  if (lost === won) return 'same';
  if (lost === base) return 'won';
  if (won === base) return 'lost';
  return values.every((value) => typeof value === 'object' && value !== null && 'N' in value)
    ? 'number'
    : 'clash';
}
