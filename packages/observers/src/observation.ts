/** What an observer knows of its target at one moment. */
export type Observation<T> = ObservationFacts &
  (
    | { readonly kind: 'never-seen' }
    | {
        readonly kind: 'seen';
        /** What the last look that succeeded saw. */
        readonly value: T;
        /** When that look began: milliseconds since 1970 by the observer's clock. */
        readonly atMs: number;
        /** How long ago that is, in milliseconds. */
        readonly ageMs: number;
      }
  );

interface ObservationFacts {
  readonly target: string;
  /** Looks in a row that failed since the last one that succeeded. */
  readonly missed: number;
  /** Why the last look failed; absent where it succeeded. */
  readonly why?: string;
}
