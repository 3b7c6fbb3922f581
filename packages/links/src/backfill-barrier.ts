const PREFIX = 'backfill|';

/** The token under which a backfill asks a link for a barrier: it is answered although the backfill has yet to fill a gap. */
export function backfillBarrier(unique: string): string {
  return `${PREFIX}${unique}`;
}

export function isBackfillBarrier(token: string): boolean {
  return token.startsWith(PREFIX);
}
