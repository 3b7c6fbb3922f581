import { availableParallelism } from 'node:os';

/** What `npm run mutants` is asked for. */
export interface MutantsOptions {
  /** Only mutants whose key has this text in it. */
  readonly only: string | undefined;
  /** Shows the mutants and judges none. */
  readonly list: boolean;
  /** One of so many, evenly over all: 1 judges every one. */
  readonly every: number;
  readonly seeds: number;
  readonly from: number;
  readonly processes: number;
  /** Judged mutants are added to this file, one JSON line each; those that it has already are not judged again. */
  readonly results: string | undefined;
}

export const defaultOptions: MutantsOptions = {
  only: undefined,
  list: false,
  every: 1,
  seeds: 300,
  from: 0,
  processes: Math.min(2, availableParallelism()),
  results: undefined,
};

export const HELP = `npm run mutants -- [options]

Takes away or weakens each condition, comparison, wait and request part that the protocol rests on, one at a time,
and shows whether a kept history, a unit test or a seed notices.

  --only TEXT      judges the mutants whose key has this text in it (a file's name, say)
  --list           shows the mutants and judges none
  --every N        judges one of N, evenly over all (${defaultOptions.every})
  --seeds N        how many seeds a mutant has to stand (${defaultOptions.seeds})
  --from N         the first seed (${defaultOptions.from})
  --processes N    mutants judged side by side (${defaultOptions.processes})
  --results FILE   adds what was judged to this file, and judges nothing that it has already
  -h, --help       this text

Exits with 0 where every mutant is found or explained (tools/mutants/src/explained.ts), 1 where one is not, 2 where an
option is wrong.
`;
