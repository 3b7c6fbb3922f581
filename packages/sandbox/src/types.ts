import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { NamedClientConfig, RegionClientConfig } from './dynamodb/client-config.ts';
import type { RegionFaults } from './dynamodb/open-region-endpoint.ts';
import type { NameServer } from './names/name-server.ts';
import type { Lookup } from './proxy/name-address.ts';
import type { SeenRequest } from './proxy/types.ts';
import type { LaunchedProcess } from './process/launch-process.ts';

/** `killed` is also what a region is whose process ended by itself. */
export type RegionState = 'running' | 'paused' | 'killed' | 'stopped';

/** One DynamoDB Local behind its fault proxy. */
export interface LocalRegion extends AsyncDisposable {
  readonly name: string;
  /** `http://127.x.y.z:port`, through the fault proxy; the same for the region's whole life. */
  readonly endpoint: string;
  /** `http://127.0.0.1:port` of DynamoDB Local itself, past the proxy and its faults; may change on a restart. */
  readonly directEndpoint: string;
  /** `http://dynamodb.REGION.sandbox.localhost:port`: the proxy by a name that only `lookup` and `serveNames` know. */
  readonly namedEndpoint: string;
  readonly state: RegionState;
  /** The process id of DynamoDB Local. */
  readonly pid: number;
  /** What can go wrong between clients and the region. */
  readonly faults: RegionFaults;
  /** Looks the region's name up, for an `http.Agent`, and everything else as always. */
  readonly lookup: Lookup;
  /** Calls `listener` for every request that reaches the proxy; gives the way to stop that. */
  watch(listener: (request: SeenRequest) => void): () => void;
  /** Endpoint, region and credentials for any AWS SDK v3 client: DynamoDBClient, DynamoDBStreamsClient. */
  clientConfig(): RegionClientConfig;
  /** The same by the region's name, for clients that are to meet faults of the name. */
  namedClientConfig(): NamedClientConfig;
  /** A DynamoDBClient of the caller's settings; the region destroys it when it stops. */
  client(overrides?: DynamoDBClientConfig): DynamoDBClient;
  /** kill -9: connections break, new ones are refused, the data stays. */
  kill(): Promise<void>;
  /** SIGSTOP: connections stay, nothing is answered. */
  pause(): void;
  /** SIGCONT: what was sent meanwhile is carried out. */
  resume(): void;
  /** Comes back on the same endpoint with the data it had; a running region is killed first. */
  restart(): Promise<void>;
  /** Ends it for good and removes its data (a region of a cloud only ends; its data goes with the cloud). */
  stop(): Promise<void>;
}

/** A process that belongs to a cloud. */
export interface CompanionOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** Default: the cloud's directory. */
  readonly cwd?: string;
  /** Default: this process's own environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Regions that start and stop together. */
export interface LocalCloud extends AsyncDisposable {
  /** Where its databases lie; what others put there goes with the cloud too, also after a crash. */
  readonly directory: string;
  /** Starts a process that does not outlive the cloud, nor this process, however that ends. */
  launch(options: CompanionOptions): Promise<LaunchedProcess>;
  readonly regions: readonly LocalRegion[];
  /** @throws SandboxError UND_SANDBOX_REGION_UNKNOWN */
  region(name: string): LocalRegion;
  /** The region started as the witness. @throws SandboxError UND_SANDBOX_REGION_UNKNOWN */
  readonly witness: LocalRegion;
  /** Looks the names of all its regions up, for the `http.Agent` of a client that goes to several of them. */
  readonly lookup: Lookup;
  /** Answers look-ups of the names of its regions, for programs; the same server at each call. */
  serveNames(): Promise<NameServer>;
  /** Whether it does: programs look its names up, and faults of a name strike them. */
  readonly servesNames: boolean;
  /** Resolves when no process and no file of the cloud is left. */
  stop(): Promise<void>;
}
