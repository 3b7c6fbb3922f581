import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { systemClock } from '@understudy/core';
import type { FenceStore, RouteStore } from '@understudy/route';
import { DynamoFenceStore, DynamoRouteStore, RouteLease } from '@understudy/route-store';
import type { Topology } from '@understudy/topology';
import { clientConfig, type ClientOptions, type RegionAddress } from './client-config.ts';
import { credentialRegions } from './credentials/credential-regions.ts';
import type { KeptCredentials } from './credentials/kept-credentials.ts';
import { openCredentials } from './credentials/open-credentials.ts';
import { ServiceError } from './errors.ts';
import { freshClientConfig } from './fresh-client-config.ts';
import { FreshNames } from './fresh-names.ts';
import { noteMissingTable } from './note-missing-table.ts';
import type { LookClientOptions, OpenServiceOptions } from './options.ts';

/** A service as a process works with it. */
export interface OpenedService {
  readonly topology: Topology;
  /** The data regions' names, in the topology's order. */
  readonly regions: readonly [string, string];
  /** A data region's client, opened at its first use. @throws ServiceError `UND_SERVICE_REGION_UNKNOWN` */
  dataClient(region: string): DynamoDBClient;
  /** A data region's client for streams, opened at its first use. @throws ServiceError `UND_SERVICE_REGION_UNKNOWN` */
  streamsClient(region: string): DynamoDBStreamsClient;
  /**
   * A data region's client for one look at it: one attempt, a look-up of the name and a connection for each request, and no
   * time limit but the signal of each. The caller destroys it after the look.
   * @throws ServiceError `UND_SERVICE_REGION_UNKNOWN`, `UND_SERVICE_CREDENTIALS_UNAVAILABLE`
   */
  openLookClient(region: string, options?: LookClientOptions): Promise<DynamoDBClient>;
  /** The control store's clients, in the order in which they are asked. */
  readonly controlClients: readonly DynamoDBClient[];
  readonly routeStore: RouteStore;
  readonly fences: FenceStore;
  /** The lease on the route, started at its first use. */
  readonly lease: RouteLease;
  /** What every client signs with; its `problem()` is one for health. */
  readonly credentials: KeptCredentials;
  /** Stops the lease and destroys every client. */
  close(): Promise<void>;
}

/** The share of a look's time after which its name counts as not found. */
const NAME_SHARE = 0.8;

/** Opens a service; nothing is sent until something is used. */
export function openService(topology: Topology, options: OpenServiceOptions = {}): OpenedService {
  return new Service(topology, options);
}

class Service implements OpenedService {
  readonly topology: Topology;
  readonly regions: readonly [string, string];
  readonly #options: OpenServiceOptions;
  readonly #dataClients = new Map<string, DynamoDBClient>();
  readonly #streamsClients = new Map<string, DynamoDBStreamsClient>();
  readonly #opened: { destroy(): void }[] = [];
  readonly credentials: KeptCredentials;
  readonly #names: FreshNames;
  #controlClients: readonly DynamoDBClient[] | undefined;
  #routeStore: RouteStore | undefined;
  #fences: FenceStore | undefined;
  #lease: RouteLease | undefined;

  constructor(topology: Topology, options: OpenServiceOptions) {
    const [first, second] = topology.regions.data;
    this.topology = topology;
    this.regions = [first.name, second.name];
    this.#options = options;
    this.#names = new FreshNames({ clock: options.clock ?? systemClock() });
    const witness = topology.regions.witness.endpoints.map(({ name }) => name);
    this.credentials = openCredentials({
      given: options.credentials,
      regions: () => credentialRegions(this.#lease?.lastSeen()?.snapshot.route, this.regions, witness),
      clock: options.clock,
      telemetry: options.telemetry,
    });
  }

  dataClient(region: string): DynamoDBClient {
    return openOnce(this.#dataClients, region, () =>
      this.#dynamodb(this.#address(region), this.#options.data),
    );
  }

  streamsClient(region: string): DynamoDBStreamsClient {
    return openOnce(this.#streamsClients, region, () =>
      this.#keep(new DynamoDBStreamsClient(this.#config(this.#address(region), this.#options.data))),
    );
  }

  async openLookClient(region: string, options: LookClientOptions = {}): Promise<DynamoDBClient> {
    const address = this.#address(region);
    const { limitMs = this.topology.limits.attemptTimeoutMs } = options;
    const { lookup = this.#names.lookupWithin(limitMs * NAME_SHARE) } = options;
    const credentials = await this.credentials.keys();
    return new DynamoDBClient(freshClientConfig(address, { credentials, lookup }));
  }

  get controlClients(): readonly DynamoDBClient[] {
    const { endpoints } = this.topology.regions.witness;
    return (this.#controlClients ??= endpoints.map((address) =>
      this.#dynamodb(address, this.#options.control),
    ));
  }

  get routeStore(): RouteStore {
    const { service, limits, regions } = this.topology;
    const { clock, randomness } = this.#options;
    return (this.#routeStore ??= new DynamoRouteStore({
      service,
      limits,
      table: regions.witness.table,
      senders: this.controlClients,
      ...(clock !== undefined && { clock }),
      ...(randomness !== undefined && { randomness }),
    }));
  }

  get fences(): FenceStore {
    const { service, limits, regions } = this.topology;
    const { clock, control } = this.#options;
    return (this.#fences ??= new DynamoFenceStore({
      service,
      limits,
      senders: Object.fromEntries(
        regions.data.map((region) => [region.name, this.#dynamodb(region, control)]),
      ),
      ...(clock !== undefined && { clock }),
    }));
  }

  get lease(): RouteLease {
    if (this.#lease !== undefined) return this.#lease;
    const { limits, client } = this.topology;
    const { clock, telemetry } = this.#options;
    this.#lease = new RouteLease({
      store: this.routeStore,
      fences: this.fences,
      ...(this.#options.beginByFences === true && { beginByFences: this.regions }),
      limits,
      onControlLoss: client.onControlLoss,
      ...(clock !== undefined && { clock }),
      ...(telemetry !== undefined && { telemetry }),
    });
    this.#lease.start();
    return this.#lease;
  }

  async close(): Promise<void> {
    await this.#lease?.stop();
    for (const client of this.#opened) client.destroy();
  }

  #address(region: string): RegionAddress {
    const address = this.topology.regions.data.find(({ name }) => name === region);
    if (address !== undefined) return address;
    throw new ServiceError('UND_SERVICE_REGION_UNKNOWN', {
      what: `"${region}" is neither of the data regions ${this.regions.join(' and ')}.`,
      details: { region, regions: this.regions },
    });
  }

  #dynamodb(address: RegionAddress, options: ClientOptions | undefined): DynamoDBClient {
    const client = new DynamoDBClient(this.#config(address, options));
    noteMissingTable(client, address.name);
    return this.#keep(client);
  }

  #config(address: RegionAddress, options: ClientOptions | undefined) {
    const { attemptTimeoutMs } = this.topology.limits;
    const credentials = async () => this.credentials.keys();
    return clientConfig(address, { ...options, attemptTimeoutMs, credentials });
  }

  #keep<T extends { destroy(): void }>(client: T): T {
    this.#opened.push(client);
    return client;
  }
}

function openOnce<T>(opened: Map<string, T>, region: string, open: () => T): T {
  const client = opened.get(region) ?? open();
  opened.set(region, client);
  return client;
}
