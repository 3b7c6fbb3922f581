/** An operation's output before the database puts its metadata on it. */
export type Answer<Output> = Omit<Output, '$metadata'>;
