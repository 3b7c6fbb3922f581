/** The one table of exit codes of `understudy` and of every program here, by the name that catalogues and commands use. */
export const EXIT_CODES = {
  /** The command did what was asked for. */
  done: 0,
  /** A fault of Understudy, or trouble that no other code describes. */
  unexpected: 1,
  /** The command line, the topology file or an option is wrong. */
  usage: 2,
  /** The command refused: a precondition does not hold, or something is not ready. */
  refused: 3,
  /** The action was undone; everything is as it was before. */
  aborted: 4,
  /** The action is done, and its result could not be verified. */
  unverified: 5,
  /** The command stopped waiting; the action is still running. */
  stillRunning: 6,
  /** A table, region, record, server or code of that name does not exist. */
  notFound: 7,
  /** A limit on lag, loss, time or cost was exceeded. */
  overBudget: 8,
  /** No endpoint of the control store answered. */
  controlStoreUnreachable: 10,
  /** Credentials are missing, expired or were refused. */
  notAuthenticated: 11,
  /** The credentials are valid and lack a permission. */
  notAllowed: 12,
  /** Ctrl-C or SIGTERM ended the command. */
  interrupted: 130,
} as const;

export type ExitName = keyof typeof EXIT_CODES;
