/** A path of the ops server that takes something: JSON by POST. */
export interface OpsInlet {
  /** `/alerts`; none of the paths that the server answers by itself. */
  readonly path: string;
  /** What a sender presents as `Authorization: Bearer TOKEN`; absent: whatever reaches the address may send. */
  readonly token?: string;
  /** Takes the body; gives one sentence where it refuses it. */
  readonly take: (body: unknown) => string | undefined;
}
