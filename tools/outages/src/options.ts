import { availableParallelism } from 'node:os';

/** What `npm run outages` is asked for. */
export interface OutagesOptions {
  readonly seeds: number;
  /** The first of them. */
  readonly from: number;
  /** Processes that play. */
  readonly processes: number;
  /** Noisy days instead of outages. */
  readonly days: boolean;
}

export const defaultOptions: OutagesOptions = {
  seeds: 200,
  from: 0,
  processes: Math.min(2, availableParallelism()),
  days: false,
};

export const HELP = `npm run outages -- [options]

Plays random outages of regions, lines and processes on a virtual clock: to three real orchestrators, and to four policies
written for comparison. Prints how often a failover was needed, made, missed, and made from a region that was up.

  --seeds N        how many seeds to play (${defaultOptions.seeds})
  --from N         the first seed, of outages or of days (${defaultOptions.from})
  --processes N    processes that play (${defaultOptions.processes})
  --noisy-days N   plays N noisy days instead, and prints what moved and which writes failed: nothing should
  --seed N         plays this one alone and shows its outages
  -h, --help       this text

Exits with 0 where the orchestrators made no mistake, 1 where they did, 2 where an option is wrong.
`;
