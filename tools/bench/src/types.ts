/** One database: DynamoDB Local keeps one per access key and region. */
export interface Site {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey: string;
}

/** Who brings a stream's records, or records made up, into a table. */
export type ApplySide = 'link' | 'raw' | 'sequential' | 'powertools' | 'backfill' | 'copy';

/** `fenced-put`: a plain put through our client, against the bare client with the same stamp and condition written by hand. */
export type RequestKind = 'put' | 'fenced-put' | 'get';

export type ClientSide = 'ours' | 'bare';

interface Sized {
  /** Done first and not counted: code is compiled, connections are opened. */
  readonly warmUp: number;
  /** Done and counted. */
  readonly count: number;
}

/** Apply `warmUp + count` records to the target's table. */
export interface ApplyTask extends Sized {
  readonly kind: 'apply';
  readonly side: ApplySide;
  readonly source: Site;
  readonly target: Site;
  readonly table: string;
  /** Writes under way at most (`link` and `raw`). */
  readonly concurrency: number;
}

/** Requests of both clients in turn, one at a time. */
export interface LatencyTask extends Sized {
  readonly kind: 'latency';
  readonly request: RequestKind;
  readonly site: Site;
  readonly table: string;
}

/** Requests of one client, one at a time. */
export interface CpuTask extends Sized {
  readonly kind: 'cpu';
  readonly side: ClientSide;
  readonly request: RequestKind;
  readonly site: Site;
  readonly table: string;
}

/** Compare two tables that hold the same items, or only scan them; a whole pass comes first, uncounted. */
export interface VerifyTask {
  readonly kind: 'verify';
  readonly side: 'ours' | 'scans';
  readonly left: Site;
  readonly right: Site;
  readonly table: string;
  /** In each of the two. */
  readonly items: number;
}

/** Requests of the SDK through the gateway and direct, in turn. */
export interface GatewayTask extends Sized {
  readonly kind: 'gateway';
  /** The gateway's own, as a file of JavaScript. */
  readonly program: string;
  readonly request: 'put' | 'get';
  /** Each with one request under way. */
  readonly connections: number;
  readonly site: Site;
  readonly table: string;
}

/** What one separate process measures. */
export type Task = ApplyTask | LatencyTask | CpuTask | VerifyTask | GatewayTask;

/** What a process measured, from the end of its warm-up on. */
export interface Metered {
  readonly count: number;
  readonly elapsedMs: number;
  /** User and system time of the whole process, in µs. */
  readonly cpuUs: number;
}

export interface Latencies {
  /** In ms, one per request. */
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

/** One side of the gateway's comparison. */
export interface GatewaySide {
  /** In ms, one per request. */
  readonly latencies: readonly number[];
  readonly elapsedMs: number;
  /** Of the gateway alone; direct, of the SDK. In µs, for all requests. */
  readonly cpuUs: number;
}

export interface GatewayMeasured {
  readonly ours: GatewaySide;
  readonly bare: GatewaySide;
}

/** What each kind of task gives. */
export type ResultOf<T extends Task> = T extends LatencyTask
  ? Latencies
  : T extends GatewayTask
    ? GatewayMeasured
    : Metered;

/** One line of the outcome: the median of `runs` measurements of each side. */
export interface Row {
  readonly name: string;
  readonly ours: number;
  readonly against: number;
  /** `ours / against` */
  readonly ratio: number;
  readonly unit: string;
  readonly runs: number;
}
