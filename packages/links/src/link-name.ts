/** One table's replication in one direction. */
export interface LinkName {
  readonly table: string;
  /** The region whose stream is read. */
  readonly source: string;
  /** The region that is written; the link's own records are there too. */
  readonly target: string;
}
