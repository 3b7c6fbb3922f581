import type { Clock, Randomness } from '@understudy/core';
import { REGIONS, type RegionRecord } from './regions.ts';
import type { Machine } from './machine.ts';
import { notFound } from './api-refusal.ts';
import type { LinodeAccountOptions, LinodeStatus } from './types.ts';

/** An instance as the API describes it. */
export interface InstanceRecord {
  readonly id: number;
  label: string;
  group: string;
  status: LinodeStatus;
  readonly created: string;
  updated: string;
  readonly type: string;
  readonly ipv4: readonly string[];
  readonly ipv6: string | null;
  image: string | null;
  readonly region: string;
  readonly specs: Readonly<Record<string, number>>;
  readonly alerts: Readonly<Record<string, number>>;
  readonly backups: Readonly<Record<string, unknown>>;
  readonly hypervisor: 'kvm';
  watchdog_enabled: boolean;
  tags: readonly string[];
  readonly host_uuid: string;
  has_user_data: boolean;
  readonly placement_group: Readonly<Record<string, unknown>> | null;
  readonly disk_encryption: 'enabled' | 'disabled';
  readonly lke_cluster_id: null;
  readonly capabilities: readonly string[];
  readonly interface_generation: 'legacy_config';
}

/** An instance, what the API says of it and what it is. */
export interface Instance {
  readonly record: InstanceRecord;
  readonly machine: Machine;
  userData: string;
  /** Set while the host waits for something that does not come. */
  hung: boolean;
}

export interface EventRecord {
  readonly id: number;
  readonly action: string;
  readonly created: string;
  readonly username: string;
  readonly entity: {
    readonly id: number;
    readonly label: string;
    readonly type: 'linode';
    readonly url: string;
  };
  readonly secondary_entity: null;
  status: 'scheduled' | 'started' | 'finished' | 'failed' | 'notification';
  percent_complete: number | null;
  duration: number | null;
  readonly message: string | null;
  readonly rate: null;
  readonly time_remaining: null;
  readonly read: boolean;
  readonly seen: boolean;
}

export interface DomainRecord {
  readonly id: number;
  readonly type: string;
  name: string;
  target: string;
  priority: number;
  weight: number;
  port: number;
  service: string | null;
  protocol: string | null;
  ttl_sec: number;
  tag: string | null;
  readonly created: string;
  updated: string;
}

/** Everything that the API keeps, and the numbers and times it gives out. */
export class Account {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly instances: Instance[] = [];
  readonly events: EventRecord[] = [];
  readonly passwords: string[] = [];
  readonly outages = new Set<string>();
  readonly firewalls: readonly Readonly<Record<string, unknown> & { readonly id: number }>[];
  readonly firewallsOf = new Map<number, number>();
  readonly vpcs: readonly {
    readonly id: number;
    readonly label: string;
    readonly region: string;
    readonly subnets: readonly { readonly id: number; readonly label: string }[];
  }[];
  readonly groups: readonly { readonly id: number; readonly label: string; readonly region: string }[];
  readonly domains: readonly {
    readonly id: number;
    readonly domain: string;
    readonly records: DomainRecord[];
  }[];
  #id = 1000;

  constructor(options: LinodeAccountOptions, clock: Clock, randomness: Randomness) {
    this.clock = clock;
    this.randomness = randomness;
    this.firewalls = (options.firewalls ?? []).map((label) => this.#firewall(label));
    this.vpcs = (options.vpcs ?? []).map(({ label, region, subnets }) => ({
      id: this.nextId(),
      label,
      description: '',
      region,
      subnets: subnets.map((subnet, index) => ({
        id: this.nextId(),
        label: subnet,
        ipv4: `10.0.${index}.0/24`,
        linodes: [],
        created: this.now(),
        updated: this.now(),
      })),
      created: this.now(),
      updated: this.now(),
    }));
    this.groups = (options.placementGroups ?? []).map(({ label, region }) => ({
      id: this.nextId(),
      label,
      region,
    }));
    this.domains = (options.domains ?? []).map((domain) => ({ id: this.nextId(), domain, records: [] }));
  }

  nextId(): number {
    this.#id += 1;
    return this.#id;
  }

  /** The API's dates are UTC and say no zone. */
  now(): string {
    return new Date(this.clock.wallMs()).toISOString().slice(0, 19);
  }

  /** @throws ApiRefusal 404 */
  instance(id: number): Instance {
    const found = this.instances.find(({ record }) => record.id === id);
    if (found === undefined) throw notFound();
    return found;
  }

  regions(): readonly RegionRecord[] {
    return REGIONS.map((region) => (this.outages.has(region.id) ? { ...region, status: 'outage' } : region));
  }

  setStatus({ record }: Instance, status: LinodeStatus): void {
    record.status = status;
    record.updated = this.now();
  }

  /** The newest event is first in lists. */
  addEvent(
    { record }: Instance,
    action: string,
    status: EventRecord['status'],
    message: string | null = null,
  ) {
    const event: EventRecord = {
      id: this.nextId(),
      action,
      created: this.now(),
      username: 'understudy',
      entity: {
        id: record.id,
        label: record.label,
        type: 'linode',
        url: `/v4/linode/instances/${record.id}`,
      },
      secondary_entity: null,
      status,
      percent_complete: status === 'finished' ? 100 : status === 'started' ? 1 : 0,
      duration: null,
      message,
      rate: null,
      time_remaining: null,
      read: false,
      seen: false,
    };
    this.events.unshift(event);
    return event;
  }

  endEvent(event: EventRecord, status: 'finished' | 'failed'): void {
    event.status = status;
    event.percent_complete = 100;
    event.duration = Math.max(0, (this.clock.wallMs() - Date.parse(`${event.created}Z`)) / 1000);
  }

  groupRecord({
    id,
    label,
    region,
  }: {
    readonly id: number;
    readonly label: string;
    readonly region: string;
  }) {
    const members = this.instances
      .filter(({ record }) => record.placement_group?.['id'] === id)
      .map(({ record }) => ({ linode_id: record.id, is_compliant: true }));
    return {
      id,
      label,
      region,
      placement_group_type: 'anti_affinity:local',
      placement_group_policy: 'flexible',
      is_compliant: true,
      members,
      migrations: null,
    };
  }

  #firewall(label: string) {
    const rules = { inbound: [], outbound: [], inbound_policy: 'DROP', outbound_policy: 'ACCEPT' };
    return {
      id: this.nextId(),
      label,
      status: 'enabled',
      created: this.now(),
      updated: this.now(),
      tags: [],
      rules: { ...rules, fingerprint: '00000000', version: 1 },
    };
  }
}
