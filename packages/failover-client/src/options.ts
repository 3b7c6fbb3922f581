import {
  brokenLimits,
  defaultLimits,
  silentTelemetry,
  systemClock,
  systemRandomness,
  type Clock,
  type Limits,
  type Randomness,
  type Telemetry,
} from '@understudy/core';
import type { FenceStore, LeaseHolder, RouteStore } from '@understudy/route';
import { DEFAULT_STAMP_ATTRIBUTE } from '@understudy/versions';
import type { OnControlLoss } from '@understudy/topology';
import { FailoverClientError } from './errors.ts';

/** One region that holds a copy of the tables. */
export interface ClientRegion {
  /** Default: AWS's own endpoint of the region. */
  readonly endpoint?: string | undefined;
}

/** Where eventually consistent reads go: to the writer; to the writer, or the standby where it does not answer; to the standby first. */
export type Reads = 'writer' | 'any' | 'standby';

/**
 * Where strongly consistent reads go, which never go to a standby: `lease` sends them to the writer under a valid lease
 * only, so that they see every acknowledged write, and waits while the route moves; `last-writer` sends them at once to
 * the last writer known, and marks what may be stale.
 */
export type ConsistentReads = 'lease' | 'last-writer';

/** How BatchWriteItem is sent to stamped tables: as single conditional writes in parallel, or as a batch without fence. */
export type BatchWrites = 'fenced' | 'unfenced';

/** The control store by its endpoints: the client creates clients and a lease for it, and `destroy()` closes them. */
export interface WitnessRoute {
  readonly witness: {
    /** In order of preference; the name is the region that requests are signed for. */
    readonly endpoints: readonly { readonly name: string; readonly endpoint?: string | undefined }[];
    /** Default: `understudy-route`. */
    readonly table?: string | undefined;
  };
}

/** The control store by the caller's objects: the client creates a lease on them, and `destroy()` stops it. */
export interface StoredRoute {
  readonly store: RouteStore;
  /** Required for `onControlLoss: 'continue'`. */
  readonly fences?: FenceStore;
}

/** Where the route is read; a lease is started and stopped by the caller, who may share it between clients. */
export type RouteSource = LeaseHolder | StoredRoute | WitnessRoute;

export interface UnderstudyOptions {
  /** The service's name: the key of its route. */
  readonly service: string;
  /** The two data regions, by AWS's names. */
  readonly regions: Readonly<Record<string, ClientRegion>>;
  /** Names of the replicated tables: their items are stamped. Requests to other tables go to the writer unchanged. */
  readonly tables: readonly string[];
  readonly route: RouteSource;
  /** Default: `defaultLimits` of @understudy/core. Must be the same in every program of the service. */
  readonly limits?: Partial<Limits> | undefined;
  /** Default: `continue`. Ignored where `route` is a lease. */
  readonly onControlLoss?: OnControlLoss | undefined;
  /** Default: `writer`. */
  readonly reads?: Reads | undefined;
  /** Default: `lease`. */
  readonly consistentReads?: ConsistentReads | undefined;
  /** Default: `fenced`. */
  readonly batchWrites?: BatchWrites | undefined;
  /** Default: `understudy:v`. Must be the same in every program of the service. */
  readonly stampAttribute?: string | undefined;
  /** No attempt at a read begins later than this, in ms. Default: `limits.writeDeadlineMs`. */
  readonly readDeadlineMs?: number | undefined;
  /** How often each region gets a light request to keep a connection open, in ms; 0 for never. Default: 5,000. */
  readonly warmEveryMs?: number | undefined;
  /** Attempts at a request that is throttled or conflicts with a transaction. Default: 4. */
  readonly throttledAttempts?: number | undefined;
  readonly telemetry?: Telemetry | undefined;
  readonly clock?: Clock | undefined;
  readonly randomness?: Randomness | undefined;
}

/** Resolved options. */
export interface Settings {
  readonly service: string;
  readonly regions: readonly [string, string];
  readonly endpoints: ReadonlyMap<string, string | undefined>;
  readonly tables: ReadonlySet<string>;
  readonly limits: Limits;
  readonly reads: Reads;
  readonly consistentReads: ConsistentReads;
  readonly batchWrites: BatchWrites;
  readonly stampAttribute: string;
  readonly readDeadlineMs: number;
  readonly warmEveryMs: number;
  readonly throttledAttempts: number;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** @throws FailoverClientError `UND_FAILOVER_CLIENT_OPTION_INVALID`, `UND_FAILOVER_CLIENT_LIMITS_INVALID` */
export function resolveSettings(options: UnderstudyOptions): Settings {
  const [first, second, ...others] = Object.keys(options.regions);
  if (first === undefined || second === undefined || others.length > 0) {
    throw invalid('regions', Object.keys(options.regions), 'exactly two regions by their names');
  }
  for (const name of [first, second])
    demand(/^[a-z0-9-]{1,20}$/.test(name), 'regions', name, "a region's name");
  demand(options.service !== '', 'service', options.service, "the service's name");
  demand(
    options.tables.every((name) => /^[A-Za-z0-9_.-]{3,255}$/.test(name)),
    'tables',
    options.tables,
    "tables' names, not ARNs",
  );
  const limits = resolveLimits(options.limits);
  const {
    reads = 'writer',
    consistentReads = 'lease',
    batchWrites = 'fenced',
    stampAttribute = DEFAULT_STAMP_ATTRIBUTE,
    readDeadlineMs = limits.writeDeadlineMs,
    warmEveryMs = 5_000,
    throttledAttempts = 4,
  } = options;
  demand(['writer', 'any', 'standby'].includes(reads), 'reads', reads, '"writer", "any" or "standby"');
  demand(
    ['lease', 'last-writer'].includes(consistentReads),
    'consistentReads',
    consistentReads,
    '"lease" or "last-writer"',
  );
  demand(['fenced', 'unfenced'].includes(batchWrites), 'batchWrites', batchWrites, '"fenced" or "unfenced"');
  demand(stampAttribute !== '', 'stampAttribute', stampAttribute, "an attribute's name");
  demand(readDeadlineMs > 0, 'readDeadlineMs', readDeadlineMs, 'a number of milliseconds above 0');
  demand(warmEveryMs >= 0, 'warmEveryMs', warmEveryMs, 'a number of milliseconds, or 0');
  demand(
    Number.isSafeInteger(throttledAttempts) && throttledAttempts > 0,
    'throttledAttempts',
    throttledAttempts,
    'a whole number above 0',
  );
  return {
    service: options.service,
    regions: [first, second],
    endpoints: new Map(Object.entries(options.regions).map(([name, { endpoint }]) => [name, endpoint])),
    tables: new Set(options.tables),
    limits,
    reads,
    consistentReads,
    batchWrites,
    stampAttribute,
    readDeadlineMs,
    warmEveryMs,
    throttledAttempts,
    telemetry: options.telemetry ?? silentTelemetry,
    clock: options.clock ?? systemClock(),
    randomness: options.randomness ?? systemRandomness,
  };
}

function resolveLimits(given: Partial<Limits> = {}): Limits {
  const limits = { ...defaultLimits, ...given };
  const [broken] = brokenLimits(limits);
  if (broken === undefined) return limits;
  throw new FailoverClientError('UND_FAILOVER_CLIENT_LIMITS_INVALID', {
    what: `limits.${broken.limit} is ${broken.value}, but should be ${broken.expected}.`,
    details: { ...broken },
  });
}

function demand(holds: boolean, option: string, value: unknown, expected: string): void {
  if (!holds) throw invalid(option, value, expected);
}

function invalid(option: string, value: unknown, expected: string): FailoverClientError {
  return new FailoverClientError('UND_FAILOVER_CLIENT_OPTION_INVALID', {
    what: `understudy.${option} is ${JSON.stringify(value)}, but should be ${expected}.`,
    details: { option, value },
  });
}
