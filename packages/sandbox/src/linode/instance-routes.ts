import { readFile } from 'node:fs/promises';
import type { Account, Instance, InstanceRecord } from './account.ts';
import { checkCreate, checkImage, listOf, readUserData, textOf, type CreateRequest } from './check-create.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Machine } from './machine.ts';
import { pageResults } from './page-results.ts';
import { ApiRefusal } from './api-refusal.ts';
import type { Route } from './make-api.ts';

const FILTERABLE = ['id', 'label', 'region', 'tags', 'status', 'type', 'image', 'ipv4', 'group'];

export interface InstanceRoutes {
  readonly account: Account;
  readonly lifecycle: Lifecycle;
  readonly makeMachine: (id: number, label: string, region: string) => { machine: Machine; address: string };
}

/** The calls under /linode/instances. */
export function instanceRoutes(parts: InstanceRoutes): readonly Route[] {
  return [...collectionRoutes(parts), ...recordRoutes(parts), ...jobRoutes(parts)];
}

function collectionRoutes({ account, lifecycle, makeMachine }: InstanceRoutes): readonly Route[] {
  return [
    {
      call: 'GET /linode/instances',
      answer: (request) =>
        pageResults(
          account.instances.map(({ record }) => record),
          request,
          FILTERABLE,
        ),
    },
    {
      call: 'POST /linode/instances',
      answer: ({ body }) => {
        const id = account.nextId();
        const wanted = checkCreate(body, account, id);
        const { machine, address } = makeMachine(id, wanted.label, wanted.region);
        const record = describe(id, wanted, address, account);
        const instance: Instance = { record, machine, userData: wanted.userData, hung: false };
        account.instances.push(instance);
        if (wanted.firewallId !== undefined) account.firewallsOf.set(id, wanted.firewallId);
        const answer = { ...record };
        lifecycle.provision(instance, wanted.booted);
        return answer;
      },
    },
  ];
}

function recordRoutes({ account, lifecycle }: InstanceRoutes): readonly Route[] {
  const at = (args: readonly string[]) => instanceAt(account, args);
  return [
    { call: 'GET /linode/instances/:id', answer: ({ args }) => at(args).record },
    {
      call: 'PUT /linode/instances/:id',
      answer: ({ args, body }) => {
        const { record } = aliveAt(account, args);
        const label = textOf(body, 'label') ?? record.label;
        if (account.instances.some((each) => each.record !== record && each.record.label === label))
          throw new ApiRefusal(400, 'Label must be unique among your linodes', 'label');
        record.label = label;
        if (body['tags'] !== undefined) record.tags = listOf(body, 'tags');
        if (typeof body['watchdog_enabled'] === 'boolean') record.watchdog_enabled = body['watchdog_enabled'];
        record.updated = account.now();
        return record;
      },
    },
    {
      call: 'DELETE /linode/instances/:id',
      answer: ({ args }) => {
        const instance = at(args);
        if (instance.record.status !== 'deleting') lifecycle.remove(instance);
        return {};
      },
    },
    {
      call: 'GET /linode/instances/:id/firewalls',
      answer: ({ args, ...request }) => {
        const { record } = at(args);
        const firewall = account.firewallsOf.get(record.id);
        return pageResults(
          account.firewalls.filter(({ id }) => id === firewall),
          request,
          [],
        );
      },
    },
    { call: 'GET /linode/instances/:id/stats', answer: async ({ args }) => stats(at(args), account) },
  ];
}

function jobRoutes({ account, lifecycle }: InstanceRoutes): readonly Route[] {
  const alive = (args: readonly string[]) => aliveAt(account, args);
  return [
    {
      call: 'POST /linode/instances/:id/boot',
      answer: ({ args }) => done(() => lifecycle.boot(alive(args))),
    },
    {
      call: 'POST /linode/instances/:id/reboot',
      answer: ({ args }) => done(() => lifecycle.reboot(alive(args))),
    },
    {
      call: 'POST /linode/instances/:id/shutdown',
      answer: ({ args }) => done(() => lifecycle.shutdown(alive(args))),
    },
    {
      call: 'POST /linode/instances/:id/rebuild',
      answer: ({ args, body }) => {
        const instance = alive(args);
        lifecycle.rebuild(instance, checkImage(body, account), readUserData(body), body['booted'] !== false);
        return instance.record;
      },
    },
  ];
}

function instanceAt(account: Account, [id = '']: readonly string[]): Instance {
  return account.instance(Number(id));
}

function aliveAt(account: Account, args: readonly string[]): Instance {
  const instance = instanceAt(account, args);
  if (instance.record.status === 'deleting') throw new ApiRefusal(400, 'Linode busy.');
  return instance;
}

function done(action: () => void): object {
  action();
  return {};
}

function describe(id: number, wanted: CreateRequest, address: string, account: Account): InstanceRecord {
  const { type, group } = wanted;
  const { disk, memory, vcpus, gpus, transfer } = type;
  return {
    id,
    label: wanted.label,
    group: '',
    status: 'provisioning',
    created: account.now(),
    updated: account.now(),
    type: type.id,
    ipv4: [address],
    ipv6: null,
    image: wanted.image,
    region: wanted.region,
    specs: { disk, memory, vcpus, gpus, transfer },
    alerts: { cpu: 90 * vcpus, network_in: 10, network_out: 10, transfer_quota: 80, io: 10_000 },
    backups: {
      enabled: false,
      available: false,
      schedule: { day: null, window: null },
      last_successful: null,
    },
    hypervisor: 'kvm',
    watchdog_enabled: true,
    tags: wanted.tags,
    host_uuid: account.randomness.unique(),
    has_user_data: wanted.userData !== '',
    placement_group:
      group === undefined
        ? null
        : {
            id: group.id,
            label: group.label,
            placement_group_type: 'anti_affinity:local',
            placement_group_policy: 'flexible',
          },
    disk_encryption: 'enabled',
    lke_cluster_id: null,
    capabilities: [],
    interface_generation: 'legacy_config',
  };
}

const TICKS_PER_SECOND = 100;
const FIVE_MINUTES_MS = 300_000;

/** The CPU time that its services used since they were started, as one five-minute average; nothing else is counted. */
async function stats({ record, machine }: Instance, account: Account): Promise<object> {
  if (record.status !== 'running') throw new ApiRefusal(400, 'Stats are unavailable at this time.');
  const nowMs = account.clock.wallMs();
  const used = await Promise.all(machine.units.map(({ pid }) => secondsOf(pid)));
  const upSeconds = Math.max(1, (nowMs - Date.parse(`${record.created}Z`)) / 1000);
  const cpu = (100 * used.reduce((sum, each) => sum + each, 0)) / upSeconds;
  const at = Math.floor(nowMs / FIVE_MINUTES_MS) * FIVE_MINUTES_MS;
  const nought = [[at, 0]];
  const net = { in: nought, out: nought, private_in: nought, private_out: nought };
  return {
    title: `linode.com - ${record.label} (linode${record.id}) - day (5 min avg)`,
    data: { cpu: [[at, Number(cpu.toFixed(2))]], io: { io: nought, swap: nought }, netv4: net, netv6: net },
  };
}

async function secondsOf(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND || 0;
}
