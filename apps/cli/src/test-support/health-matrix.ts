/** The daemons that serve their health. */
export const DAEMONS = ['replicator', 'gateway'] as const;
export type Daemon = (typeof DAEMONS)[number];

/** What goes wrong. */
export const FAULTS = [
  'no route',
  'no table',
  'no credentials',
  'refused credentials',
  'writer dead',
  'standby dead',
  'witness dead',
  'all dead',
  'throttled',
  'stream off',
] as const;
export type Fault = (typeof FAULTS)[number];

/** How a dead region shows: it refuses connections, or nothing comes back. */
export type Way = 'refuses' | 'is silent';

/** The ways in which a fault shows. */
export function waysOf(fault: Fault): readonly Way[] {
  return fault.endsWith(' dead') ? ['refuses', 'is silent'] : ['refuses'];
}

/** A start that fails at once: the first line of stderr begins with the code. */
interface RefusedStart {
  readonly code: string;
  /** Of the table of exit codes. */
  readonly exit: number;
}

/** What a running daemon tells while a fault lasts. `/healthz` is 200 throughout: a restart helps against none of these. */
export interface Running {
  readonly ready: boolean;
  /** The codes among the problems of `/readyz`; none where the fault is no concern of the daemon's. */
  readonly codes: readonly string[];
  /** The event of the log line that comes when it begins. */
  readonly event?: string;
}

/** One cell: what is right at a start, and while the daemon runs. Absent: the fault can't begin then. */
export interface Cell {
  /** `starts`: it starts all the same, and its first line of the log tells the first of `running`'s codes. */
  readonly start: RefusedStart | 'starts';
  readonly running?: Running;
  /** What a daemon tells that was started meanwhile, where that differs from `running`. */
  readonly started?: Running;
  /** The codes that are left once the fault is over; none unless given. */
  readonly after?: readonly string[];
}

/** What one request gets while a fault lasts. */
export interface Call {
  /** Through a gateway: the status, and where it is an error its name or `x-understudy-error`. */
  readonly gateway: string;
  /** From the failover client: the error's code or name; `answer` where it works. */
  readonly client: string;
}

/** What requests get, once both daemons tell the fault. */
export interface Calls {
  readonly write: Call;
  /** A strongly consistent one. */
  readonly read: Call;
  /** A write that was sent by a connection that is still open, and has no answer: where the region is silent. */
  readonly sent?: Call;
}

const lost = (ready: boolean): Running => ({
  ready,
  codes: ['UND_SERVICE_REGION_UNREACHABLE'],
  event: 'region.lost',
});
const refused: RefusedStart = { code: 'UND_SERVICE_NOT_AUTHENTICATED', exit: 11 };
const noCredentials: RefusedStart = { code: 'UND_SERVICE_CREDENTIALS_UNAVAILABLE', exit: 11 };
const noRoute: RefusedStart = { code: 'UND_ROUTE_NOT_FOUND', exit: 7 };
const noTable: RefusedStart = { code: 'UND_SERVICE_TABLE_MISSING', exit: 3 };
const notAuthenticated: Running = {
  ready: false,
  codes: ['UND_SERVICE_NOT_AUTHENTICATED'],
  event: 'region.lost',
};

/** What is right in each cell. */
export const HEALTH_MATRIX: Readonly<Record<Fault, Readonly<Record<Daemon, Cell>>>> = {
  'no route': {
    replicator: { start: noRoute, running: { ready: false, codes: ['UND_ROUTE_NOT_FOUND'] } },
    gateway: { start: noRoute, running: { ready: false, codes: ['UND_ROUTE_NOT_FOUND'] } },
  },
  'no table': {
    replicator: { start: noTable },
    gateway: { start: noTable },
  },
  'no credentials': {
    replicator: { start: noCredentials },
    gateway: { start: noCredentials },
  },
  'refused credentials': {
    replicator: { start: refused, running: notAuthenticated },
    gateway: { start: refused, running: notAuthenticated },
  },
  'writer dead': {
    replicator: { start: 'starts', running: lost(false) },
    gateway: { start: 'starts', running: lost(false) },
  },
  'standby dead': {
    replicator: { start: 'starts', running: lost(false) },
    gateway: { start: 'starts', running: lost(true) },
  },
  'witness dead': {
    replicator: {
      start: 'starts',
      running: { ready: true, codes: ['UND_ROUTE_STORE_UNREACHABLE'] },
      // A fence does not date removals: links need the route itself once.
      started: { ready: false, codes: ['UND_ROUTE_STORE_UNREACHABLE'] },
    },
    gateway: {
      start: 'starts',
      running: { ready: true, codes: ['UND_ROUTE_STORE_UNREACHABLE'] },
    },
  },
  'all dead': {
    replicator: { start: 'starts', running: lost(false) },
    gateway: { start: 'starts', running: lost(false) },
  },
  throttled: {
    replicator: {
      start: 'starts',
      running: { ready: true, codes: ['UND_SERVICE_REGION_THROTTLED'], event: 'region.lost' },
    },
    gateway: {
      start: 'starts',
      running: { ready: true, codes: ['UND_SERVICE_REGION_THROTTLED'], event: 'region.lost' },
    },
  },
  'stream off': {
    replicator: {
      start: { code: 'UND_SERVICE_STREAM_OFF', exit: 3 },
      running: { ready: false, codes: ['UND_REPLICATOR_STREAM_OFF'], event: 'stream.broken' },
      after: ['UND_REPLICATOR_STREAM_GAP'],
    },
    gateway: { start: 'starts', running: { ready: true, codes: [] } },
  },
};

const works: Call = { gateway: '200', client: 'answer' };
const late = (code: string): Call => ({ gateway: `503 ${code}`, client: code });
const noWriter: Calls = {
  write: late('UND_FAILOVER_CLIENT_WRITE_DEADLINE'),
  read: late('UND_FAILOVER_CLIENT_READ_DEADLINE'),
  sent: {
    gateway: '409 UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS',
    client: 'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS',
  },
};
export const unaffected: Calls = { write: works, read: works };
const throttles: Call = {
  gateway: '400 ProvisionedThroughputExceededException',
  client: 'ProvisionedThroughputExceededException',
};
/** The gateway signs by itself; a client has the keys of its caller. */
const refusesKeys: Call = {
  gateway: '500 UND_SERVICE_NOT_AUTHENTICATED',
  client: 'UnrecognizedClientException',
};
const noRouteAtAll = late('UND_FAILOVER_CLIENT_ROUTE_REFUSED');

const noSuchTable: Call = { gateway: 'does not start', client: 'ResourceNotFoundException' };
const noKeys: Call = { gateway: 'does not start', client: 'UND_FAILOVER_CLIENT_ROUTE_REFUSED' };

/** What callers get. */
export const CALLS: Readonly<Record<Fault, Calls>> = {
  'no route': { write: noRouteAtAll, read: noRouteAtAll },
  'no table': { write: noSuchTable, read: noSuchTable },
  'no credentials': { write: noKeys, read: noKeys },
  'refused credentials': { write: refusesKeys, read: refusesKeys },
  'writer dead': noWriter,
  'standby dead': unaffected,
  'witness dead': unaffected,
  'all dead': noWriter,
  throttled: { write: throttles, read: throttles },
  'stream off': unaffected,
};
