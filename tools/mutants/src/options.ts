/** What `npm run mutants` is asked for. */
export interface MutantsOptions {
  /** Only mutants whose key has this text in it. */
  readonly only: string | undefined;
  /** Shows the mutants and judges none. */
  readonly list: boolean;
  /** One of so many, evenly over all: 1 judges every one. */
  readonly every: number;
  readonly seeds: number;
  /** Passes over mutants whose tests, or histories, take more ms of processor time than that; 0: none. */
  readonly budget: number;
  readonly from: number;
  /** Judged mutants are added to this file, one JSON line each; those that it has already are not judged again. */
  readonly results: string | undefined;
  /** Judges what survived, by the tests that need a region. */
  readonly regions: boolean;
  /** Only mutants that judged.txt does not have. */
  readonly new: boolean;
  /** Judges nothing; adds the verdicts of `results` to judged.txt, which the document is made from. */
  readonly keep: boolean;
}

export const defaultOptions: MutantsOptions = {
  only: undefined,
  list: false,
  every: 1,
  seeds: 60,
  budget: 0,
  from: 0,
  results: undefined,
  regions: false,
  new: false,
  keep: false,
};

export const HELP = `npm run mutants -- [options]

Takes away or weakens each condition, comparison, wait and request part that the protocol rests on, one at a time,
and shows whether a kept history, a unit test or a seed notices.

  --only TEXT      judges the mutants whose key has this text in it (a file's name, say)
  --list           shows the mutants and judges none
  --every N        judges one of N, evenly over all (${defaultOptions.every})
  --seeds N        how many seeds a mutant has to stand (${defaultOptions.seeds})
  --from N         the first seed (${defaultOptions.from})
  --budget MS      passes over what is not found within that much processor time (no limit)
  --results FILE   adds what was judged to this file, and judges nothing that it has already
  --regions        judges what survived so far, by the tests that need DynamoDB Local
  --new            judges the mutants that tools/mutants/judged.txt does not have
  --keep           judges none; adds the verdicts of --results to tools/mutants/judged.txt, for \`npm run docs\`
  -h, --help       this text

Exits with 0 where every mutant is found or explained (tools/mutants/src/explained.ts), 1 where one is not, 2 where an
option is wrong.
`;
