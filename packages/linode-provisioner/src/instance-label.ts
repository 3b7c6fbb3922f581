/** An instance's place: the n-th of its pool, and which one it is of those that were there one after the other. */
export interface InstanceName {
  readonly pool: string;
  /** From 1. */
  readonly slot: number;
  /** From 1; the highest is the one that is meant. */
  readonly generation: number;
}

/**
 * The label of an instance, and with it its identity: Linode's API has no idempotency keys, but takes a label only once.
 * Every run that needs the next instance of a slot computes the same label, so two runs never create it twice.
 */
export function instanceLabel(service: string, { pool, slot, generation }: InstanceName): string {
  return `${service}-${pool}-${slot}-g${generation}`;
}

/** The place that a label says, or nothing where it is none of ours. */
export function parseInstanceLabel(service: string, label: string): InstanceName | undefined {
  if (!label.startsWith(`${service}-`)) return undefined;
  const found = /^([a-z][a-z0-9-]*)-([1-9]\d{0,3})-g([1-9]\d{0,5})$/.exec(label.slice(service.length + 1));
  if (found === null) return undefined;
  const [, pool = '', slot, generation] = found;
  return { pool, slot: Number(slot), generation: Number(generation) };
}
