import type {
  AuditLine,
  ChangeEvent,
  HeartbeatEvent,
  ResetEvent,
  Snapshot,
  SnapshotPart,
} from '@understudy/api-contract';
import type { StreamEvent } from './event-parser.ts';

/** What the pages rest on: one snapshot, the last lines of the audit, and how old all of it was when. */
export interface StreamState {
  readonly connection: 'connecting' | 'open' | 'lost' | 'refused';
  /** Why the stream was lost. */
  readonly why?: string;
  readonly snapshot?: Snapshot;
  /** The newest first. */
  readonly audit: readonly AuditLine[];
  readonly pulse?: Pulse;
}

/** The last that was heard of the API: from it follow the age of the data and the time of the service. */
export interface Pulse {
  /** On the browser's monotonic clock. */
  readonly heardMs: number;
  /** The API's wall time then. */
  readonly wallMs: number;
  /** How old the snapshot was then. */
  readonly ageMs: number;
}

export const NOTHING_HEARD: StreamState = { connection: 'connecting', audit: [] };
const AUDIT_LINES = 200;

/** The state after one event. What is of no kind that the console knows changes nothing: a newer API may send more. */
export function takeEvent(state: StreamState, event: StreamEvent, nowMs: number): StreamState {
  switch (event.kind) {
    case 'reset':
      return takeReset(JSON.parse(event.data) as ResetEvent, nowMs);
    case 'change':
      return takeChange(state, JSON.parse(event.data) as ChangeEvent);
    case 'audit':
      return {
        ...state,
        audit: withLines(state.audit, (JSON.parse(event.data) as { entries: AuditLine[] }).entries),
      };
    case 'heartbeat':
      return takeHeartbeat(state, JSON.parse(event.data) as HeartbeatEvent, nowMs);
    default:
      return state;
  }
}

/** The stream was lost: what is shown stays, and grows old. */
export function takeLoss(state: StreamState, why: string): StreamState {
  return { ...state, connection: 'lost', why };
}

export function takeRefusal(state: StreamState): StreamState {
  return { connection: 'refused', audit: state.audit };
}

function takeReset({ snapshot, audit }: ResetEvent, nowMs: number): StreamState {
  return {
    connection: 'open',
    snapshot,
    audit: withLines([], audit),
    pulse: { heardMs: nowMs, wallMs: snapshot.atMs, ageMs: snapshot.ageMs },
  };
}

function takeChange(state: StreamState, { atMs, sequence, answers, modes, parts }: ChangeEvent): StreamState {
  const { snapshot } = state;
  if (snapshot === undefined) return state;
  const changed: Snapshot = {
    ...snapshot,
    ...(parts as Partial<Pick<Snapshot, SnapshotPart>>),
    ...(answers === undefined ? {} : { answers }),
    ...(modes === undefined ? {} : { modes }),
    atMs,
    sequence,
  };
  return { ...state, connection: 'open', snapshot: changed };
}

function takeHeartbeat(state: StreamState, { atMs, ageMs }: HeartbeatEvent, nowMs: number): StreamState {
  const { why: _, ...rest } = state;
  return { ...rest, connection: 'open', pulse: { heardMs: nowMs, wallMs: atMs, ageMs } };
}

/** The newest first, each line once: a stream that was cut may give the last ones again. */
function withLines(known: readonly AuditLine[], lines: readonly AuditLine[]): readonly AuditLine[] {
  const names = new Set(known.map(({ entry }) => entry));
  const fresh = lines.filter(({ entry }) => !names.has(entry));
  if (fresh.length === 0) return known;
  return [...fresh, ...known]
    .sort((a, b) => b.atMs - a.atMs || (a.entry < b.entry ? 1 : -1))
    .slice(0, AUDIT_LINES);
}
