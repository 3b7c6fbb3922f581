/** A data region, or the witness that keeps the route. */
export type Place = 'us-east-1' | 'eu-central-1' | 'eu-west-1';
export type DataRegion = Exclude<Place, 'eu-west-1'>;

/** A process of the history. */
export type Actor = 'client-1' | 'client-2' | 'worker-1' | 'worker-2' | 'mover-1' | 'mover-2';
export type ClientName = 'client-1' | 'client-2';
export type MoverName = 'mover-1' | 'mover-2';

/** The applications' tables: two that the client stamps, and one that is declared `writes: foreign`. */
export type AppTable = 'items' | 'orders' | 'legacy';

/**
 * What an application asks of the client. `delete-old` wants the old item back; `put-new` only where none is there.
 * `add`, `append` and `count` add up: ADD, list_append, and a SET that counts from if_not_exists.
 */
export type WriteKind = 'put' | 'update' | 'delete' | 'delete-old' | 'put-new' | 'add' | 'append' | 'count';

interface At {
  /** Virtual ms from the start of the history. */
  readonly at: number;
}

interface WriteEvent extends At {
  readonly do: 'write';
  readonly by: ClientName;
  readonly key: string;
  readonly how: WriteKind;
  /** `items` where not given. */
  readonly table?: AppTable;
}

/** One write of several in one request. */
export interface WritePart {
  readonly table: AppTable;
  readonly key: string;
  readonly how: WriteKind;
}

/** A transaction; `token`: with a ClientRequestToken of the application's. */
interface TransactEvent extends At {
  readonly do: 'transact';
  readonly by: ClientName;
  readonly parts: readonly WritePart[];
  readonly token: boolean;
}

/** A BatchWriteItem of puts and deletes. */
interface BatchEvent extends At {
  readonly do: 'batch';
  readonly by: ClientName;
  readonly parts: readonly WritePart[];
}

export interface MoveEvent extends At {
  readonly do: 'move';
  readonly by: MoverName;
  readonly kind: 'switchover' | 'failover';
  /** `other`: whatever region is not the writer when it is asked. */
  readonly to: DataRegion | 'other';
  /** A person's word that the lag does not count. */
  readonly override: boolean;
}

interface AbortEvent extends At {
  readonly do: 'abort';
  readonly by: MoverName;
}

interface CrashEvent extends At {
  readonly do: 'crash';
  readonly who: Actor;
  /** After how many ms it is started again; not before all heals where not given. */
  readonly backMs?: number;
}

export interface PauseEvent extends At {
  readonly do: 'pause';
  readonly who: Actor;
  readonly forMs: number;
  /** What a process that wakes up sees first. */
  readonly wakes: 'timers' | 'answers';
  /** Its machine is suspended: its monotonic clock stops, and wall time goes on. */
  readonly suspended?: boolean;
}

interface CutEvent extends At {
  readonly do: 'cut';
  readonly who: Actor;
  readonly from: Place;
  readonly forMs: number;
  /** `drop`: nothing comes through; `answers`: only answers are lost; `refuse`: connections are refused. */
  readonly how: 'drop' | 'answers' | 'refuse';
}

/** The credentials that a process uses in a place fail. */
interface CredentialsEvent extends At {
  readonly do: 'credentials';
  /** `everyone`: as when STS of that region is gone. */
  readonly who: Actor | 'everyone';
  readonly from: Place;
  readonly forMs: number;
  /** `sts`: STS gives none there, so that nothing is sent; otherwise what the place answers with. */
  readonly how: CredentialsFault;
}

export type CredentialsFault = 'sts' | 'unknown' | 'expired-token';

interface DownEvent extends At {
  readonly do: 'down';
  readonly place: Place;
  readonly forMs: number;
  /** `lost`: a data region comes back with nothing but what is copied from the other one. */
  readonly disk: 'kept' | 'lost';
}

/**
 * What becomes of one request. `late`: it is carried out only after `ms`, and its answer is lost. `stall`: its sender does
 * not run for `ms`, between two of the steps that lead its request to the wire.
 */
export type Fate =
  'late' | 'answer-lost' | 'throttled' | 'failed' | 'refused' | 'slow' | 'repeated' | 'crash' | 'stall';

export interface RequestEvent extends At {
  readonly do: 'request';
  /** The next request of this process that fits. */
  readonly of: Actor;
  readonly to?: Place;
  readonly operation?: string;
  readonly table?: string;
  /** How many that fit are let pass before. */
  readonly skip?: number;
  readonly fate: Fate;
  /** For `late` and `slow`: ms until it lands. For `crash`: after how long the process is back. */
  readonly ms?: number;
  /** For `slow`: whether it is the answer that takes so long. */
  readonly onTheWayBack?: boolean;
  /** For `crash`: whether the request is carried out. */
  readonly applied?: boolean;
  /** For `stall`: before the credentials are there, before the signature is made, or before the request leaves. */
  readonly before?: Step;
  /** For `stall`: whether its machine is suspended. */
  readonly suspended?: boolean;
}

/** The steps of the SDK's stack between its caller and the wire. */
export type Step = 'credentials' | 'signature' | 'wire';

/**
 * What a stream does. `hold`: readers see what is written only after `ms`. `empty-pages`: each page of records comes only after
 * `many` empty answers. `list-late`: a new shard is listed only `ms` after it was opened. `unlist`: for `ms`, listings
 * lack `many` shards. `throttle-lists`: DescribeStream answers `many` calls a second. `off-on`: it is switched off, and
 * another one on after `ms`: what is written between is in neither.
 */
export type StreamFault =
  'split' | 'roll' | 'hold' | 'trim' | 'empty-pages' | 'list-late' | 'unlist' | 'throttle-lists' | 'off-on';

export interface StreamEvent extends At {
  readonly do: 'stream';
  readonly region: DataRegion;
  readonly what: StreamFault;
  /** `items` where not given. */
  readonly table?: AppTable;
  readonly ms?: number;
  readonly many?: number;
}

/** A table is deleted and made again under its name: empty, with another stream, whose sequence numbers begin again. */
export interface RecreateEvent extends At {
  readonly do: 'recreate';
  readonly region: DataRegion;
  /** `items` where not given. */
  readonly table?: AppTable;
}

/** A foreign program writes an invalid stamp, around every client. */
interface PoisonEvent extends At {
  readonly do: 'invalid-record';
  readonly region: DataRegion;
}

export type Decision =
  | WriteEvent
  | TransactEvent
  | BatchEvent
  | MoveEvent
  | AbortEvent
  | CrashEvent
  | PauseEvent
  | CutEvent
  | CredentialsEvent
  | DownEvent
  | RequestEvent
  | StreamEvent
  | RecreateEvent
  | PoisonEvent;

/** How often a request meets a separate fault, each from 0 to 1. */
export interface Noise {
  readonly slow: number;
  readonly late: number;
  readonly answerLost: number;
  readonly throttled: number;
  readonly failed: number;
  readonly refused: number;
  /** How often a step of the SDK's stack takes long; 0 where not given. */
  readonly stack?: number;
}

/** What stays the same all through a history. */
export interface Mix {
  readonly writer: DataRegion;
  readonly onControlLoss: 'continue' | 'refuse';
  readonly clients: 1 | 2;
  readonly workers: 1 | 2;
  readonly movers: 1 | 2;
  /** How fast the processes' clocks go, as a part of the drift that is allowed: 0 as time itself, 1 the fastest. */
  readonly drift: Readonly<Partial<Record<Actor, number>>>;
  readonly noise: Noise;
  readonly iteratorLifetimeMs: number;
  readonly concurrency: number;
  /** `items` alone where not given. */
  readonly tables?: readonly AppTable[];
  /** Shards that a stream begins with; 1 where not given. */
  readonly shards?: number;
}

/** A history as data: played twice it goes the same way, to the byte. */
export interface History {
  readonly seed: number;
  readonly mix: Mix;
  /** After so many ms everything heals. */
  readonly healMs: number;
  readonly decisions: readonly Decision[];
}

/** A property that does not hold, in words. */
export interface Violation {
  readonly property: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;
  readonly atMs: number;
  readonly what: string;
}
