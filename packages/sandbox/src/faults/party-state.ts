/** What is broken on purpose between clients and a party, or of the party itself. */
export type PartyFaultKind = 'killed' | 'paused' | 'slow' | 'cut' | 'no-name';

export interface PartyFault {
  readonly kind: PartyFaultKind;
  /** Wall time in ms at which it began, or was first seen where another hand did it. */
  readonly sinceMs: number;
  /** Of `slow`: by how many ms each request is late. */
  readonly ms?: number;
}

export const PARTY_ACTIONS = [
  'kill',
  'restart',
  'pause',
  'go-on',
  'slow',
  'cut',
  'empty-name',
  'restore',
] as const;
/** `restart` ends `kill`, `go-on` ends `pause`, and `restore` ends everything. */
export type PartyAction = (typeof PARTY_ACTIONS)[number];

/** A region of a local cloud: up where nothing of it is broken. */
export interface PartyState {
  readonly name: string;
  readonly role: 'data' | 'witness';
  readonly faults: readonly PartyFault[];
  /** What would change something now. */
  readonly can: readonly PartyAction[];
}
