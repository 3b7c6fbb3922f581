import type { Clock } from '@understudy/core';
import type { Created, CreateInstance, DnsRecord, LinodeApi, LinodeEvent, LinodeInstance } from '../types.ts';

const CAPABILITIES = ['Linodes', 'Metadata', 'Cloud Firewall', 'VPCs', 'Vlans', 'Placement Group'];

type Kept = { -readonly [Key in keyof LinodeInstance]: LinodeInstance[Key] };

/**
 * A Linode account in memory, for tests of code that uses the port: instances run at once, a deleted one is gone at the
 * second look, labels are unique. Not for tests of the API itself: that is @understudy/sandbox's.
 */
export class MemoryLinode implements LinodeApi {
  readonly instances: Kept[] = [];
  readonly records: DnsRecord[] = [];
  readonly outages = new Set<string>();
  readonly #clock: Clock;
  readonly #events: (LinodeEvent & { readonly of: number })[] = [];
  #id = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async listInstances(tag: string): Promise<readonly LinodeInstance[]> {
    return this.instances.filter(({ tags }) => tags.includes(tag)).map((each) => ({ ...each }));
  }

  async findInstance(label: string): Promise<LinodeInstance | undefined> {
    return this.#show(this.instances.find((each) => each.label === label));
  }

  /** One that is being deleted is gone after it was shown. */
  async getInstance(id: number): Promise<LinodeInstance | undefined> {
    const found = this.instances.find((each) => each.id === id);
    if (found?.status === 'deleting') this.instances.splice(this.instances.indexOf(found), 1);
    return this.#show(found);
  }

  async createInstance(request: CreateInstance): Promise<Created> {
    const { label, region, type, image, tags } = request;
    if (this.instances.some((each) => each.label === label)) return { kind: 'taken' };
    this.#id += 1;
    const addresses = [`192.0.2.${this.#id}`];
    const createdMs = this.#clock.wallMs();
    const made: Kept = {
      id: this.#id,
      label,
      region,
      type,
      image,
      tags,
      addresses,
      createdMs,
      status: 'running',
    };
    this.instances.push(made);
    this.#note(made.id, 'linode_create');
    return { kind: 'made', instance: { ...made } };
  }

  async setTags(id: number, tags: readonly string[]): Promise<void> {
    const found = this.instances.find((each) => each.id === id);
    if (found !== undefined) found.tags = tags;
  }

  async deleteInstance(id: number): Promise<void> {
    const found = this.instances.find((each) => each.id === id);
    if (found !== undefined) found.status = 'deleting';
  }

  async bootInstance(id: number): Promise<void> {
    this.#run(id, 'linode_boot');
  }

  async rebootInstance(id: number): Promise<void> {
    this.#run(id, 'linode_reboot');
  }

  async rebuildInstance(id: number): Promise<void> {
    this.#run(id, 'linode_rebuild');
  }

  async listEvents(instanceId: number, sinceMs: number): Promise<readonly LinodeEvent[]> {
    return this.#events.filter(({ of, createdMs }) => of === instanceId && createdMs >= sinceMs).reverse();
  }

  async listRegions() {
    return ['de-fra-2', 'nl-ams', 'us-east'].map((id) => ({
      id,
      status: this.outages.has(id) ? ('outage' as const) : ('ok' as const),
      capabilities: CAPABILITIES,
    }));
  }

  async listMissingPlans(): Promise<readonly string[]> {
    return [];
  }

  async listTypes() {
    return [
      { id: 'g6-nanode-1', monthlyUsd: 5, monthlyUsdIn: {} },
      { id: 'g6-standard-1', monthlyUsd: 12, monthlyUsdIn: {} },
    ];
  }

  async getImage(id: string) {
    return { id, capabilities: ['cloud-init'] };
  }

  async listFirewalls(label: string) {
    return [{ id: 1, label }];
  }

  async listVpcs() {
    return [];
  }

  async listPlacementGroups() {
    return [];
  }

  async findDomain(): Promise<number> {
    return 1;
  }

  async listRecords(): Promise<readonly DnsRecord[]> {
    return [...this.records];
  }

  async createRecord(_domain: number, record: Omit<DnsRecord, 'id'>): Promise<void> {
    this.#id += 1;
    this.records.push({ ...record, id: this.#id });
  }

  async updateRecord(_domain: number, record: DnsRecord): Promise<void> {
    const at = this.records.findIndex(({ id }) => id === record.id);
    if (at >= 0) this.records[at] = record;
  }

  async deleteRecord(_domain: number, id: number): Promise<void> {
    const at = this.records.findIndex((each) => each.id === id);
    if (at >= 0) this.records.splice(at, 1);
  }

  async readStats() {
    return [];
  }

  #show(found: Kept | undefined): LinodeInstance | undefined {
    return found === undefined ? undefined : { ...found };
  }

  #run(id: number, action: string): void {
    const found = this.instances.find((each) => each.id === id);
    if (found !== undefined && found.status !== 'deleting') found.status = 'running';
    this.#note(id, action);
  }

  #note(of: number, action: string): void {
    this.#events.push({
      of,
      id: this.#events.length + 1,
      action,
      status: 'finished',
      percentComplete: 100,
      message: undefined,
      createdMs: this.#clock.wallMs(),
    });
  }
}
