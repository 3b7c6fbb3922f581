import { COMPARISONS, FIRST_WORDS } from './comparisons.ts';

/** What a person may choose about the bench. */
export interface BenchOptions {
  /** Measured rounds of every side; one more comes before and is thrown away. */
  readonly runs: number;
  /** One comparison, or the first word of several. */
  readonly only?: string;
  /** Where the rows go as JSON too. */
  readonly jsonFile?: string;
}

export const defaultOptions: BenchOptions = { runs: 5 };

/** The least and the most of `--runs`. */
export const RUNS = { least: 1, most: 100 } as const;

/** How much one measurement does. Tests take less. */
export interface BenchSizes {
  /** Applied by each side in each round. */
  readonly records: number;
  /** Sent by each client in each round, of each kind. */
  readonly requests: number;
  /** Comes before either, uncounted. */
  readonly warmUp: number;
  /** Writes under way at most, of the link and of the raw limit. */
  readonly concurrency: number;
}

export const defaultSizes: BenchSizes = { records: 2000, requests: 1000, warmUp: 800, concurrency: 16 };

/** A gateway runs for months: its first thousands of requests, while V8 compiles it, cost up to twice as much as all others. */
export const GATEWAY_WARM_UP_TIMES = 5;

export const HELP = `Replication, backfill, verification, failover client and gateway, measured beside their alternatives.

  npm run bench -- [options]

  --runs N       measured rounds, ${RUNS.least} to ${RUNS.most}   (${defaultOptions.runs})
  --only NAME    one comparison, or the first word of several
  --json FILE    write the rows as JSON too: name, ours, against, ratio, unit, runs
  --help         this

NAME is ${FIRST_WORDS.join(', ')} or one of
${COMPARISONS.map(({ name, title }) => `  ${name.padEnd(18)} ${title}`).join('\n')}

Exit code: 0 measured, whatever the figures; 1 something failed; 2 a wrong option; 130 stopped with Ctrl-C.
`;
