const PREFIX = 'failover-of-epoch-';

/** What the ids of an epoch's automatic failovers begin with. */
export function automaticPrefix(epoch: number): string {
  return `${PREFIX}${String(epoch)}-`;
}

/** Whether orchestrators made the intent, not a person. */
export function isAutomatic(id: string): boolean {
  return id.startsWith(PREFIX);
}
