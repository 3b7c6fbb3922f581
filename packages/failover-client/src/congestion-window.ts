/**
 * How many attempts may be in flight in one region, sized as TCP sizes its congestion window (RFC 5681): it increases
 * while the region answers in time, and decreases when an attempt times out. Without it, a region that was slow for a
 * moment is kept slow by repeated attempts (decision 0015).
 */
export interface CongestionWindow {
  /** Attempts; the fraction does not count. */
  readonly size: number;
  /** Below it, the size doubles with each round of answers; above it, the size increases by one per round. */
  readonly threshold: number;
}

/** TCP's initial window (RFC 6928): the capacity of the region is not known yet. */
export const INITIAL_WINDOW: CongestionWindow = { size: 10, threshold: Infinity };

/** After an answer, while the window is full. */
export function increase({ size, threshold }: CongestionWindow): CongestionWindow {
  return { size: size + (size < threshold ? 1 : 1 / size), threshold };
}

/**
 * After an attempt that timed out.
 * @param inFlight attempts in flight, including this one
 * @param laterAnswered whether a later attempt was answered: then the region works, and the window is only halved
 */
export function decrease(
  before: CongestionWindow,
  inFlight: number,
  laterAnswered: boolean,
): CongestionWindow {
  // A single attempt, sent because others had timed out, gives no new information about the capacity.
  const threshold = before.size < 2 ? before.threshold : Math.max(2, Math.floor(inFlight / 2));
  return { size: laterAnswered ? threshold : 1, threshold };
}

/** A region whose mean answer takes less than this part of the time limit is not congested. */
const SWIFT = 8;

/**
 * Whether an attempt timed out alone, by itself: for a request that is slow by nature, or on a connection that broke in silence.
 * @param answered attempts that were answered while it was in flight. By Little's law, with `inFlight` of them at a time,
 * each took `inFlight / answered` of its time limit on average
 */
export function isAlone(answered: number, inFlight: number): boolean {
  return answered >= SWIFT * inFlight;
}
