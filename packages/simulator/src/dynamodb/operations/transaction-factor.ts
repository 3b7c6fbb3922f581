/** A transaction pays for preparing and for committing. */
export const TRANSACTION_FACTOR = 2;
