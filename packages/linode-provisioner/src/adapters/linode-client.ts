import {
  silentTelemetry,
  systemClock,
  systemRandomness,
  type Clock,
  type Randomness,
  type Telemetry,
} from '@understudy/core';
import type { Created, CreateInstance, LinodeApi, LinodeInterface, RebuildInstance } from '../types.ts';
import { postDirectly, type Sdk } from './call-as.ts';
import { readPage } from './read-page.ts';
import { readInstance } from './read-instance.ts';
import { readEvent } from './read-event.ts';
import { readRegion, readMissingPlans } from './read-region.ts';
import { readType } from './read-type.ts';
import { readImage } from './read-image.ts';
import { readLabelled } from './read-labelled.ts';
import { readVpc } from './read-vpc.ts';
import { readRecord } from './read-record.ts';
import { readStats } from './read-stats.ts';
import { CallSender, refusal, type CallKind } from './call-sender.ts';

export interface LinodeClientOptions {
  /** A personal access token; from the environment, never from a file of the project. */
  readonly token: string;
  /** Where the API answers, without a version. Default https://api.linode.com. */
  readonly endpoint?: string;
  /** Time limit of one attempt of one call. Default 30,000 ms. */
  readonly attemptTimeoutMs?: number;
  /** Attempts at a call that may be repeated. Default 6. */
  readonly attempts?: number;
  /** The first and the longest pause between them. Default 500 and 15,000 ms. */
  readonly firstPauseMs?: number;
  readonly mostPauseMs?: number;
  /** Receives the scopes of the token with every answer, as the API lists them: `*`, `domains:read_only`. */
  readonly onScopes?: (scopes: string) => void;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  readonly telemetry?: Telemetry;
}

const PAGE_SIZE = 500;
const MOST_PAGES = 100;

/** Linode's API through @linode/api-v4. */
export function linodeClient(options: LinodeClientOptions): LinodeApi {
  const sender = new CallSender({
    token: options.token,
    origin: (options.endpoint ?? 'https://api.linode.com').replace(/\/$/, ''),
    clock: options.clock ?? systemClock(),
    randomness: options.randomness ?? systemRandomness,
    telemetry: options.telemetry ?? silentTelemetry,
    attemptTimeoutMs: options.attemptTimeoutMs ?? 30_000,
    attempts: options.attempts ?? 6,
    firstPauseMs: options.firstPauseMs ?? 500,
    mostPauseMs: options.mostPauseMs ?? 15_000,
    ...(options.onScopes !== undefined && { onScopes: options.onScopes }),
  });
  return {
    ...instanceQueries(sender),
    ...instanceChanges(sender),
    ...catalogueQueries(sender),
    ...recordCalls(sender),
  };
}

type Fetch = (api: Sdk, params: { page: number; page_size: number }) => Promise<unknown>;
type Calls<K extends keyof LinodeApi> = Pick<LinodeApi, K>;

/** Every page of a list. */
async function listAll<T>(
  sender: CallSender,
  name: string,
  fetch: Fetch,
  reader: (body: unknown) => T,
  kind: CallKind = 'list',
): Promise<T[]> {
  const rows: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const body = await sender.send(name, kind, (api) => fetch(api, { page, page_size: PAGE_SIZE }));
    const { rows: more, pages } = readPage(body);
    rows.push(...more.map(reader));
    if (page >= pages) break;
  }
  return rows;
}

function instanceQueries(
  sender: CallSender,
): Calls<'listInstances' | 'findInstance' | 'getInstance' | 'listEvents' | 'readStats'> {
  return {
    listInstances: (tag) =>
      listAll(sender, 'list instances', (api, params) => api.getLinodes(params, { tags: tag }), readInstance),
    findInstance: async (label) => {
      const fetch: Fetch = (api, params) => api.getLinodes(params, { label });
      return (await listAll(sender, 'look a label up', fetch, readInstance)).find(
        (each) => each.label === label,
      );
    },
    getInstance: async (id) => {
      const body = await sender.find('show an instance', 'other', (api) => api.getLinode(id));
      return body === undefined ? undefined : readInstance(body);
    },
    listEvents: async (id, sinceMs) => {
      const created = { '+gte': new Date(sinceMs).toISOString().slice(0, 19) };
      const filter = { 'entity.id': id, 'entity.type': 'linode', created };
      const events = await listAll(
        sender,
        'list events',
        (api, params) => api.getEvents(params, filter),
        readEvent,
      );
      // Times are whole seconds; numbers tell which of two came later.
      return events.sort((a, b) => b.id - a.id);
    },
    readStats: async (id) => {
      const outcome = await sender.sendOnce('stats', (api) => api.getLinodeStats(id));
      if (outcome.kind === 'done') return readStats(outcome.value);
      if (/unavailable/i.test(outcome.failure.reason)) return [];
      throw refusal('tell stats', outcome.failure);
    },
  };
}

function instanceChanges(
  sender: CallSender,
): Calls<
  'createInstance' | 'setTags' | 'deleteInstance' | 'bootInstance' | 'rebootInstance' | 'rebuildInstance'
> {
  return {
    createInstance: async (request): Promise<Created> => {
      const outcome = await sender.sendOnce('create', (api) =>
        postDirectly(api, '/v4beta/linode/instances', createBody(request)),
      );
      if (outcome.kind === 'done') return { kind: 'made', instance: readInstance(outcome.value) };
      const { failure } = outcome;
      if (/label must be unique/i.test(failure.reason)) return { kind: 'taken' };
      if (failure.unclear || failure.again) return { kind: 'unclear', because: failure.reason };
      throw refusal(`create ${request.label}`, failure);
    },
    setTags: async (id, tags) => {
      await sender.send('tag an instance', 'other', (api) => api.updateLinode(id, { tags }));
    },
    deleteInstance: async (id) => {
      await sender.find('delete an instance', 'other', (api) => api.deleteLinode(id));
    },
    bootInstance: async (id) => {
      const outcome = await sender.sendOnce('other', (api) => api.linodeBoot(id));
      if (outcome.kind === 'done' || outcome.failure.unclear) return;
      if (!/already (running|booted)|busy/i.test(outcome.failure.reason))
        throw refusal('boot', outcome.failure);
    },
    rebootInstance: async (id) => {
      await sender.send('reboot an instance', 'other', (api) => api.linodeReboot(id));
    },
    rebuildInstance: async (id, request) => {
      const path = `/v4/linode/instances/${id}/rebuild`;
      await sender.send('rebuild an instance', 'other', (api) =>
        postDirectly(api, path, rebuildBody(request)),
      );
    },
  };
}

function catalogueQueries(
  sender: CallSender,
): Calls<
  | 'listRegions'
  | 'listMissingPlans'
  | 'listTypes'
  | 'getImage'
  | 'listFirewalls'
  | 'listVpcs'
  | 'listPlacementGroups'
> {
  return {
    // Types and regions take no filter.
    listRegions: () => listAll(sender, 'list regions', (api, params) => api.getRegions(params), readRegion),
    listMissingPlans: async (region) =>
      readMissingPlans(
        (await sender.find('tell what a region has', 'list', (api) => api.getRegionAvailability(region))) ??
          [],
      ),
    listTypes: () => listAll(sender, 'list types', (api, params) => api.getLinodeTypes(params), readType),
    getImage: async (id) => {
      const body = await sender.find('show an image', 'other', (api) => api.getImage(id));
      return body === undefined ? undefined : readImage(body);
    },
    listFirewalls: (label) =>
      listAll(sender, 'list firewalls', (api, params) => api.getFirewalls(params, { label }), readLabelled),
    listVpcs: () => listAll(sender, 'list VPCs', (api, params) => api.getVPCs(params), readVpc),
    listPlacementGroups: () =>
      listAll(sender, 'list placement groups', (api, params) => api.getPlacementGroups(params), readLabelled),
  };
}

function recordCalls(
  sender: CallSender,
): Calls<'findDomain' | 'listRecords' | 'createRecord' | 'updateRecord' | 'deleteRecord'> {
  return {
    findDomain: async (domain) =>
      (
        await listAll(sender, 'list domains', (api, params) => api.getDomains(params, { domain }), readDomain)
      ).find((each) => each.domain === domain)?.id,
    listRecords: (domain) =>
      listAll(sender, 'list records', (api, params) => api.getDomainRecords(domain, params), readRecord),
    createRecord: async (domain, { type, name, target, ttlSec }) => {
      const record = { type, name, target, ttl_sec: ttlSec };
      const outcome = await sender.sendOnce('other', (api) => api.createDomainRecord(domain, record));
      if (outcome.kind === 'failed') throw refusal('create a record', outcome.failure);
    },
    updateRecord: async (domain, { id, name, target, ttlSec }) => {
      const record = { name, target, ttl_sec: ttlSec };
      await sender.send('change a record', 'other', (api) => api.updateDomainRecord(domain, id, record));
    },
    deleteRecord: async (domain, id) => {
      await sender.find('delete a record', 'other', (api) => api.deleteDomainRecord(domain, id));
    },
  };
}

function createBody(request: CreateInstance): Readonly<Record<string, unknown>> {
  const { label, region, type, image, tags, userData, firewallId, placementGroupId, interfaces } = request;
  return {
    label,
    region,
    type,
    image,
    tags,
    booted: true,
    ...accessOf(request),
    ...(userData === '' ? {} : { metadata: { user_data: encode(userData) } }),
    firewall_id: firewallId,
    ...(placementGroupId === undefined ? {} : { placement_group: { id: placementGroupId } }),
    ...(interfaces === undefined ? {} : { interfaces: interfaces.map(interfaceBody) }),
  };
}

function rebuildBody(request: RebuildInstance): Readonly<Record<string, unknown>> {
  const { image, userData } = request;
  return {
    image,
    booted: true,
    ...accessOf(request),
    ...(userData === '' ? {} : { metadata: { user_data: encode(userData) } }),
  };
}

function accessOf({ sshKeys, rootPassword }: Pick<CreateInstance, 'sshKeys' | 'rootPassword'>) {
  return {
    ...(sshKeys.length === 0 ? {} : { authorized_keys: sshKeys }),
    root_pass: rootPassword,
  };
}

function interfaceBody({ purpose, subnetId, label, address }: LinodeInterface) {
  if (purpose === 'vlan') return { purpose, label, ipam_address: address ?? '' };
  if (purpose === 'vpc') return { purpose, subnet_id: subnetId, ipv4: { nat_1_1: 'any' } };
  return { purpose, primary: true };
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function readDomain(body: unknown): { readonly id: number; readonly domain: string } {
  const { id, domain } = body as { id: number; domain: string };
  return { id, domain };
}
