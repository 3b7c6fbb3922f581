/** What is kept for each link: leader, checkpoints, barrier, status. In each region, for the links that write it. */
export const LINKS_TABLE = 'understudy-links';
/** Writes that lost against others, with both images; in the target region. */
export const LEDGER_TABLE = 'understudy-ledger';
/** Records that can't be applied, with their cause; in the target region. */
export const PARKED_TABLE = 'understudy-parked';
