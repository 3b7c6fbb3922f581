/** A DNS record that follows the writer, as the leader sees it in Linode's Domains. */
export type RecordSight = RecordSightFacts &
  (
    | { readonly kind: 'seen'; readonly target: string; readonly ttlSec: number }
    /** The account has no such domain or record, or several records of this name and type. */
    | { readonly kind: 'missing'; readonly why: string }
    /** The API did not answer, or refused. */
    | { readonly kind: 'unseen'; readonly why: string }
  );

interface RecordSightFacts {
  /** As its step: `api.example.org A`. */
  readonly name: string;
  /** Wall time in ms at which the look began. */
  readonly atMs: number;
  /** Whether the token may write domains; absent where the API did not say so. */
  readonly mayWrite?: boolean;
}
