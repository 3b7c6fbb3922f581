import type { ScenarioOptions } from '@understudy/scenario';

/** What a person may choose about a drill. */
export interface DrillOptions extends ScenarioOptions {
  /** End after the report; else the cloud stays up until Ctrl-C. */
  readonly once: boolean;
  /** Where the report is written as JSON too. */
  readonly reportFile?: string;
  /** Lines with a time instead of a view that redraws, also on a terminal. */
  readonly plain: boolean;
  /** Without the shop's servers and HAProxy: only what replicates and fails over data. */
  readonly dataOnly: boolean;
}

export const defaultOptions: DrillOptions = {
  once: false,
  items: 20_000,
  ratePerSecond: 30,
  seconds: 12,
  seed: 1,
  plain: false,
  dataOnly: false,
  plantLoss: false,
};

/** The least and the most of each number; both are allowed. */
export const ranges = {
  items: { least: 200, most: 1_000_000 },
  rate: { least: 5, most: 100 },
  seconds: { least: 3, most: 600 },
  seed: { least: 0, most: 2 ** 32 - 1 },
} as const;

export const HELP = `A region dies under live traffic, and every write is accounted for.

  npm start -- [options]

  --once            end after the report (else the local cloud stays up until Ctrl-C)
  --items N|all     cities to load, ${String(ranges.items.least)} or more; all: about 135,000   (${String(defaultOptions.items)})
  --rate N          requests per second, ${String(ranges.rate.least)} to ${String(ranges.rate.most)}                      (${String(defaultOptions.ratePerSecond)})
  --seconds N       seconds of each quiet stretch of traffic, ${String(ranges.seconds.least)} to ${String(ranges.seconds.most)}  (${String(defaultOptions.seconds)})
  --seed N          decides which requests are drawn             (${String(defaultOptions.seed)})
  --report FILE     write the report as JSON too
  --journal FILE    keep the journal of every write
  --plain           lines with a time, also on a terminal
  --data-only       without HAProxy and the servers behind it
  --plant-loss      lose one acknowledged write on purpose: the drill must find it and exit 1
  --help            this

Exit code: 0 all is accounted for; 1 a write was lost silently, the regions differ, or the planned
switch or the replacement of servers failed a request; 2 a wrong option; 3 the drill itself broke
off; 130 stopped with Ctrl-C.
`;
