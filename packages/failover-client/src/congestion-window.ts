/**
 * How many attempts may be under way in one region, sized as TCP sizes its window of segments (RFC 5681): a region that
 * answers in time is asked more at once, one that does not is asked less. Without that, a region that was slow for a
 * moment is kept slow by those who ask again (docs/reasoning/decisions/0015).
 */
export interface CongestionWindow {
  /** Attempts; the whole ones count. */
  readonly size: number;
  /** Below it, the size doubles with each round of answers; from there on it grows by one. */
  readonly threshold: number;
}

/** As many as TCP begins with (RFC 6928): what a region takes in its stride is not known yet. */
export const INITIAL_WINDOW: CongestionWindow = { size: 10, threshold: Infinity };

/** After an answer, while the window is what holds attempts back. */
export function increase({ size, threshold }: CongestionWindow): CongestionWindow {
  return { size: size + (size < threshold ? 1 : 1 / size), threshold };
}

/**
 * After an attempt that was over its time.
 * @param inFlight how many were, it included
 * @param laterAnswered whether one that left after it was answered: then the region works, and is only asked half as much
 */
export function decrease(
  before: CongestionWindow,
  inFlight: number,
  laterAnswered: boolean,
): CongestionWindow {
  // One that was alone, because others had been over their time, says nothing new of how many are too many.
  const threshold = before.size < 2 ? before.threshold : Math.max(2, Math.floor(inFlight / 2));
  return { size: laterAnswered ? threshold : 1, threshold };
}
