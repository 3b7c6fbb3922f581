/** Ends what an event began; gives how many requests it struck, where it strikes single ones. */
export type EndEvent = () => Promise<number | undefined>;
