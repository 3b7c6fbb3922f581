import { OUTPUT_FORMATS } from '../command-context.ts';
import type { CommandSpec } from '../define-command.ts';
import { flagOf } from '../flag-of.ts';
import type { OptionSpec, ValueKind } from '../option-spec.ts';
import type { ProgramSpec } from '../program-spec.ts';

/** What may stand at a place: one of some words, a file, or anything. */
export type Candidates = { readonly words: readonly string[] } | 'file' | 'any';

interface CompletedWord {
  readonly word: string;
  readonly does: string;
}

interface CompletedOption {
  /** `--port`, and `-p` where it has a letter. */
  readonly flags: readonly string[];
  readonly does: string;
  /** Absent from a flag. */
  readonly value?: Candidates;
}

/** What may follow the words of one path: the program (empty), a noun, or a command. */
export interface CompletionNode {
  /** `ledger list`. */
  readonly path: string;
  /** Nouns, verbs and commands. */
  readonly words: readonly CompletedWord[];
  readonly options: readonly CompletedOption[];
  /** By place; the last one stands for all that follow where it is variadic. */
  readonly arguments: readonly { readonly candidates: Candidates; readonly variadic: boolean }[];
}

/** Every path of the program, the empty one first. */
export function completionTree(
  { nouns }: Pick<ProgramSpec, 'nouns'>,
  specs: readonly CommandSpec[],
): readonly CompletionNode[] {
  const firsts = new Map<string, CompletedWord>();
  const verbs = new Map<string, CompletedWord[]>();
  for (const { name, summary } of specs) {
    const [first = '', verb] = name.split(' ');
    if (verb === undefined) firsts.set(first, { word: first, does: summary });
    else {
      firsts.set(first, { word: first, does: nouns[first] ?? '' });
      verbs.set(first, [...(verbs.get(first) ?? []), { word: verb, does: summary }]);
    }
  }
  const bare = { options: [], arguments: [] };
  return [
    { path: '', words: [...firsts.values()], ...bare, options: GLOBAL_OPTIONS },
    ...[...verbs].map(([path, words]) => ({ path, words, ...bare, options: GLOBAL_OPTIONS })),
    ...specs.map(nodeOf),
  ];
}

const GLOBAL_OPTIONS: readonly CompletedOption[] = [
  { flags: ['--file', '-f'], does: 'Topology file.', value: 'file' },
  { flags: ['--output', '-o'], does: 'Format of results.', value: { words: OUTPUT_FORMATS } },
  { flags: ['--no-color'], does: 'Write without colors.' },
  { flags: ['--debug'], does: 'Show the stack and the causes of an error.' },
  { flags: ['--help', '-h'], does: 'Show help.' },
];

function nodeOf(spec: CommandSpec): CompletionNode {
  return {
    path: spec.name,
    words: [],
    options: [
      ...Object.entries(spec.options ?? {}).map(([key, option]) => optionOf(key, option)),
      ...GLOBAL_OPTIONS,
    ],
    arguments: (spec.arguments ?? []).map(({ kind, variadic = false }) => ({
      candidates: candidatesOf(kind),
      variadic,
    })),
  };
}

function optionOf(key: string, { short, description, value, kind }: OptionSpec): CompletedOption {
  const flags = [flagOf(key), ...(short === undefined ? [] : [`-${short}`])];
  return { flags, does: description, ...(value === undefined ? {} : { value: candidatesOf(kind) }) };
}

function candidatesOf(kind: ValueKind = 'text'): Candidates {
  if (kind === 'file') return 'file';
  return typeof kind === 'object' && 'choice' in kind ? { words: kind.choice } : 'any';
}
