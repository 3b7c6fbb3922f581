/** One Linode, as far as it matters here. */
export interface LinodeInstance {
  readonly id: number;
  readonly label: string;
  readonly region: string;
  readonly type: string;
  readonly image: string | undefined;
  /** Linode's word: running, offline, booting, provisioning, deleting, … */
  readonly status: string;
  readonly tags: readonly string[];
  /** Its IPv4 addresses, the public one first. */
  readonly addresses: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdMs: number;
}

/** Something that a job of Linode's did or failed to do. */
export interface LinodeEvent {
  readonly id: number;
  /** linode_create, linode_boot, linode_reboot, linode_rebuild, … */
  readonly action: string;
  readonly status: 'scheduled' | 'started' | 'finished' | 'failed' | 'notification' | 'canceled';
  readonly percentComplete: number | undefined;
  readonly message: string | undefined;
  readonly createdMs: number;
}

export interface LinodeRegion {
  readonly id: string;
  readonly status: 'ok' | 'outage';
  readonly capabilities: readonly string[];
}

export interface LinodeType {
  readonly id: string;
  /** US dollars a month, where a region has no separate price. */
  readonly monthlyUsd: number;
  readonly monthlyUsdIn: Readonly<Record<string, number>>;
}

export interface LinodeImage {
  readonly id: string;
  readonly capabilities: readonly string[];
}

export interface LinodeVpc {
  readonly id: number;
  readonly label: string;
  readonly region: string;
  readonly subnets: readonly { readonly id: number; readonly label: string }[];
}

/** Something with a label, and perhaps a region. */
export interface LinodeLabelled {
  readonly id: number;
  readonly label: string;
  readonly region?: string;
}

export interface LinodeInterface {
  readonly purpose: 'public' | 'vpc' | 'vlan';
  readonly subnetId?: number;
  readonly label?: string;
  /** `10.0.0.3/24` */
  readonly address?: string;
}

/** What a new instance is made of. */
export interface CreateInstance {
  readonly label: string;
  readonly region: string;
  readonly type: string;
  readonly image: string;
  readonly tags: readonly string[];
  /** The text itself; empty for none. */
  readonly userData: string;
  readonly sshKeys: readonly string[];
  /** Where there is no key. Never logged, never kept. */
  readonly rootPassword?: string;
  readonly firewallId?: number;
  readonly placementGroupId?: number;
  readonly interfaces?: readonly LinodeInterface[];
}

export interface RebuildInstance {
  readonly image: string;
  readonly userData: string;
  readonly sshKeys: readonly string[];
  readonly rootPassword?: string;
}

/** What became of a create call: made; refused since the label is taken; or unknown, as an answer was lost. */
export type Created =
  | { readonly kind: 'made'; readonly instance: LinodeInstance }
  | { readonly kind: 'taken' }
  | { readonly kind: 'unclear'; readonly because: string };

export interface DnsRecord {
  readonly id: number;
  readonly type: string;
  readonly name: string;
  readonly target: string;
  readonly ttlSec: number;
}

/** One line of a chart: five-minute averages. */
export interface StatsSeries {
  readonly name: 'cpu' | 'io' | 'swap' | 'publicIn' | 'publicOut' | 'privateIn' | 'privateOut';
  readonly unit: 'percent' | 'blocks per second' | 'bits per second';
  readonly points: readonly { readonly atMs: number; readonly value: number }[];
}

/**
 * Linode's API as this package needs it. Calls that only read, and those that may be repeated without harm, are
 * repeated by the implementation, within its limits.
 * @throws LinodeProvisionerError UND_LINODE_PROVISIONER_TOKEN_REFUSED, _CALL_REFUSED, _CALL_FAILED
 */
export interface LinodeApi {
  /** Those that carry the tag. */
  listInstances(tag: string): Promise<readonly LinodeInstance[]>;
  findInstance(label: string): Promise<LinodeInstance | undefined>;
  getInstance(id: number): Promise<LinodeInstance | undefined>;
  /** One attempt whose outcome may be unclear: a label is unique, and shows afterwards what became of it. */
  createInstance(request: CreateInstance): Promise<Created>;
  setTags(id: number, tags: readonly string[]): Promise<void>;
  /** One that is gone already is success. */
  deleteInstance(id: number): Promise<void>;
  /** One that runs already is success. */
  bootInstance(id: number): Promise<void>;
  rebootInstance(id: number): Promise<void>;
  rebuildInstance(id: number, request: RebuildInstance): Promise<void>;
  /** The events of an instance since then, newest first. */
  listEvents(instanceId: number, sinceMs: number): Promise<readonly LinodeEvent[]>;
  listRegions(): Promise<readonly LinodeRegion[]>;
  /** The plans that a region has not. */
  listMissingPlans(region: string): Promise<readonly string[]>;
  listTypes(): Promise<readonly LinodeType[]>;
  getImage(id: string): Promise<LinodeImage | undefined>;
  listFirewalls(label: string): Promise<readonly LinodeLabelled[]>;
  listVpcs(): Promise<readonly LinodeVpc[]>;
  listPlacementGroups(): Promise<readonly LinodeLabelled[]>;
  findDomain(domain: string): Promise<number | undefined>;
  listRecords(domainId: number): Promise<readonly DnsRecord[]>;
  createRecord(domainId: number, record: Omit<DnsRecord, 'id'>): Promise<void>;
  updateRecord(domainId: number, record: DnsRecord): Promise<void>;
  deleteRecord(domainId: number, id: number): Promise<void>;
  /** Nothing where Linode has none yet. */
  readStats(id: number): Promise<readonly StatsSeries[]>;
}

/** Whether an app at a URL says that it can serve. A failure of any kind is `false`. */
export type HealthProbe = (url: string, signal: AbortSignal) => Promise<boolean>;

/** Commands on an instance, as ssh runs them. */
export interface RemoteShell {
  run(
    address: string,
    command: readonly string[],
  ): Promise<{ readonly code: number; readonly output: string }>;
}

/** Who must know of instances that come and go: the balancer in front of them. */
export interface PoolHooks {
  /** It is healthy and may get traffic. Called again for one that had joined before: must be safe to repeat. */
  joined?(pool: string, instance: LinodeInstance): Promise<void>;
  /** It will be restarted or removed, and must get no traffic any more. Must be safe to repeat, and for one that never joined. */
  leaving?(pool: string, instance: LinodeInstance): Promise<void>;
}
