/** What one look at a target found. */
export type Look<T> = LookFacts &
  (
    | { readonly kind: 'seen'; readonly value: T }
    /** `why`: the error's message, or that the look took too long. */
    | { readonly kind: 'failed'; readonly why: string }
  );

interface LookFacts {
  /** What was looked at, for people: `the route`, `us-east-1`. */
  readonly target: string;
  /** When the look began: milliseconds since 1970 by the observer's clock. */
  readonly atMs: number;
  /** How long it took, in milliseconds. */
  readonly tookMs: number;
}
