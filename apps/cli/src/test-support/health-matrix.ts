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

/** A start that fails at once: the first line of stderr begins with the code. */
interface RefusedStart {
  readonly code: string;
  /** Of the table of exit codes. */
  readonly exit: number;
}

/** What a running daemon tells while a fault lasts. `/healthz` is 200 throughout: a restart helps against none of these. */
interface Running {
  readonly ready: boolean;
  /** The codes among the problems of `/readyz`; none where the fault is no concern of the daemon's. */
  readonly codes: readonly string[];
  /** The event of the log line that comes when it begins. */
  readonly event?: string;
  /** The HTTP status of a write that arrives meanwhile, at a gateway. */
  readonly write?: number;
}

/** One cell: what is right at a start, and while the daemon runs. Absent: the fault can't begin then, or a link's own tests tell it. */
export interface Cell {
  /** `starts`: it starts all the same, and tells what `running` says. */
  readonly start: RefusedStart | 'starts';
  readonly running?: Running;
}

const lost = (ready: boolean, write?: number): Running => ({
  ready,
  codes: ['UND_SERVICE_REGION_UNREACHABLE'],
  event: 'region.lost',
  ...(write !== undefined && { write }),
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
    gateway: { start: 'starts', running: lost(false, 503) },
  },
  'standby dead': {
    replicator: { start: 'starts', running: lost(false) },
    gateway: { start: 'starts', running: lost(true, 200) },
  },
  'witness dead': {
    replicator: { start: 'starts', running: { ready: true, codes: ['UND_ROUTE_STORE_UNREACHABLE'] } },
    gateway: {
      start: 'starts',
      running: { ready: true, codes: ['UND_ROUTE_STORE_UNREACHABLE'], write: 200 },
    },
  },
  'all dead': {
    replicator: { start: 'starts', running: lost(false) },
    gateway: { start: 'starts', running: lost(false, 503) },
  },
  throttled: {
    replicator: {
      start: 'starts',
      running: { ready: true, codes: ['UND_SERVICE_REGION_THROTTLED'], event: 'region.lost' },
    },
    gateway: {
      start: 'starts',
      running: { ready: true, codes: ['UND_SERVICE_REGION_THROTTLED'], event: 'region.lost', write: 400 },
    },
  },
  'stream off': {
    replicator: {
      start: { code: 'UND_SERVICE_STREAM_OFF', exit: 3 },
    },
    gateway: { start: 'starts', running: { ready: true, codes: [], write: 200 } },
  },
};
