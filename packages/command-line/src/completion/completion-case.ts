import type { Candidates, CompletionNode } from './completion-tree.ts';

/** A place of the command line, and what may be there: `word list`, `file` or `any`. */
export interface CompletionCase {
  /** `ledger list:--kind`, `completion:1`. */
  readonly place: string;
  readonly candidates: string;
}

/** What the values of options may be, by `path:flag`. */
export function valueCases(nodes: readonly CompletionNode[]): readonly CompletionCase[] {
  return nodes.flatMap(({ path, options }) =>
    options.flatMap(({ flags, value }) =>
      value === undefined
        ? []
        : flags.map((flag) => ({ place: `${path}:${flag}`, candidates: textOf(value) })),
    ),
  );
}

/** What the arguments may be, by `path:place`; the place of a variadic one is `*`. */
export function argumentCases(nodes: readonly CompletionNode[]): readonly CompletionCase[] {
  return nodes.flatMap(({ path, arguments: places }) =>
    places.map(({ candidates, variadic }, index) => ({
      place: `${path}:${variadic ? '*' : index + 1}`,
      candidates: textOf(candidates),
    })),
  );
}

function textOf(candidates: Candidates): string {
  return typeof candidates === 'string' ? candidates : `words ${candidates.words.join(' ')}`;
}
