/** What a failover over the limit may lack, as the person saw it who accepted that. */
export interface AcceptedLoss {
  /** How far the link that was furthest behind was behind, in ms, of those that report it; absent: no link does. */
  readonly mostMs?: number;
  /** Tables whose links do not report how far they are behind. */
  readonly unknown: readonly string[];
}
