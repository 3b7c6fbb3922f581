/** Ends what an event began. */
export type EndEvent = () => Promise<void>;
