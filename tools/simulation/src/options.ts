import { availableParallelism } from 'node:os';

/** What `npm run sim` is asked for. */
export interface SimOptions {
  /** How many seeds. */
  readonly seeds: number;
  /** The first of them. */
  readonly from: number;
  /** Processes that play. */
  readonly processes: number;
  /** Whether a run that has not seen all that it should fails. Left out where there are too few seeds for that. */
  readonly coverage: boolean;
}

/** Below it a run may well miss what is rare. */
export const SEEDS_FOR_COVERAGE = 1_000;

export const defaultOptions: Omit<SimOptions, 'coverage'> = {
  seeds: 1_000,
  from: 0,
  processes: Math.min(2, availableParallelism()),
};

export const HELP = `npm run sim -- [options]

Plays histories of the data plane's real code on a virtual clock, and holds them to the protocol's properties.
First the kept histories (tools/simulation/src/corpus), then random ones, each decided by its seed.

  --seeds N        how many seeds to play (${defaultOptions.seeds}); 0 plays the kept histories alone
  --from N         the first seed (${defaultOptions.from})
  --processes N    processes that play (${defaultOptions.processes})
  --seed N         plays this one alone and shows what happens in it
  --history FILE   plays the history in this file alone and shows what happens in it
  -h, --help       this text

Exits with 0 where all holds, 1 where a property is broken or a run of ${SEEDS_FOR_COVERAGE} seeds or more has not seen
everything it should, 2 where an option is wrong.
`;
