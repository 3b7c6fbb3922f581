import {
  brokenLimits,
  defaultLimits,
  isUnderstudyError,
  silentTelemetry,
  systemClock,
  systemRandomness,
  type Clock,
  type Limits,
  type Randomness,
  type Telemetry,
} from '@understudy/core';
import type { FenceStore, LeaseHolder } from '@understudy/route';
import { DEFAULT_STAMP_ATTRIBUTE } from '@understudy/versions';
import type { LinkName, LinkStatus } from '@understudy/links';
import { classifyFailure } from './adapters/classify-failure.ts';
import { checkLink } from './state/check-link.ts';
import { ReplicatorError } from './errors.ts';
import { linkOptions, type LinkOptions } from './options.ts';
import { boundClient, type LinkSettings, type RegionClients } from './link-settings.ts';
import { Link } from './link.ts';
import type { RegionClient, ReplicatedTable } from './types.ts';

export interface WorkerOptions {
  readonly tables: readonly ReplicatedTable[];
  /** The two data regions. */
  readonly regions: readonly [string, string];
  /**
   * By region. Each with `maxAttempts: 1` and at least `concurrency` sockets a link; every request gets a time limit
   * of `attemptTimeoutMs` from the worker.
   */
  readonly clients: Readonly<Record<string, RegionClients>>;
  /** The process's lease on the route, started and stopped by its owner. */
  readonly lease: LeaseHolder;
  readonly fences: Pick<FenceStore, 'read'>;
  /** `defaultLimits` of @understudy/core unless given; the same as everywhere in the service. */
  readonly limits?: Limits;
  readonly stampAttribute?: string;
  readonly options?: Partial<LinkOptions>;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  readonly telemetry?: Telemetry;
}

/**
 * Runs the links of all tables in both directions. Any number of workers may run the same links: one leads each, the
 * others wait until it leaves. It opens and closes no client.
 */
export class ReplicationWorker {
  readonly #links: readonly Link[];
  readonly #settings: readonly LinkSettings[];

  /** @throws ReplicatorError `UND_REPLICATOR_OPTIONS_INVALID` */
  constructor(options: WorkerOptions) {
    this.#settings = settingsOf(options);
    this.#links = this.#settings.map((settings) => new Link(settings));
  }

  /**
   * Checks what can be checked now, and begins. A region that does not answer blocks only its links: they wait for it
   * and are checked then.
   * @throws ReplicatorError the first problem that a person has to fix: `UND_REPLICATOR_TABLE_MISSING`,
   * `UND_REPLICATOR_KEY_SCHEMA_DIFFERS`, `UND_REPLICATOR_STREAM_OFF`, `UND_REPLICATOR_STREAM_VIEW_WRONG`,
   * `UND_REPLICATOR_OWN_TABLE_MISSING`, `UND_REPLICATOR_OWN_TABLE_DIFFERS`
   */
  async start(): Promise<void> {
    const checks = await Promise.allSettled(this.#settings.map(checkSettings));
    for (const check of checks) {
      if (check.status === 'rejected' && isRefusal(check.reason)) throw check.reason;
    }
    for (const link of this.#links) link.start();
  }

  /** Finishes what is under way, checkpoints, and releases the leaderships: within `options.stopMs` and one attempt. */
  async stop(): Promise<void> {
    await Promise.all(this.#links.map((link) => link.stop()));
  }

  status(): readonly LinkStatus[] {
    return this.#links.map((link) => link.status());
  }
}

/** What the start check itself found; what a region answered may pass. */
function isRefusal(reason: unknown): reason is Error {
  return isUnderstudyError(reason) && classifyFailure(reason).kind === 'configuration';
}

async function checkSettings(settings: LinkSettings): Promise<void> {
  const { name, source, target } = settings;
  const bound = (client: RegionClient) => boundClient(client, settings);
  await checkLink(name, bound(source.dynamodb), bound(target.dynamodb));
}

function settingsOf({
  tables,
  regions,
  clients,
  lease,
  fences,
  limits = defaultLimits,
  stampAttribute = DEFAULT_STAMP_ATTRIBUTE,
  options = {},
  clock = systemClock(),
  randomness = systemRandomness,
  telemetry = silentTelemetry,
}: WorkerOptions): readonly LinkSettings[] {
  const [first, second] = regions;
  if (first === second) throw invalid(`The two regions are both "${first}".`);
  if (tables.length === 0) throw invalid('No table is given to replicate.');
  const broken = brokenLimits(limits)[0];
  if (broken !== undefined) throw invalid(`${broken.limit} is ${broken.value}; expected ${broken.expected}.`);
  const clientsOf = (region: string): RegionClients => {
    const found = clients[region];
    if (found === undefined) throw invalid(`No clients are given for ${region}.`);
    return found;
  };
  const shared = {
    stampAttribute,
    lease,
    fences,
    limits,
    options: linkOptions(options),
    clock,
    randomness,
    telemetry,
  };
  const directions: readonly (readonly [string, string])[] = [regions, [second, first]];
  return tables.flatMap(({ name: table, writes }) =>
    directions.map(([source, target]): LinkSettings => {
      const name: LinkName = { table, source, target };
      return { ...shared, name, writes, source: clientsOf(source), target: clientsOf(target) };
    }),
  );
}

function invalid(what: string): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_OPTIONS_INVALID', { what });
}
