import type { Account, DomainRecord } from './account.ts';
import { IMAGES } from './images.ts';
import { INSTANCE_TYPES } from './instance-types.ts';
import { UNAVAILABLE } from './unavailable.ts';
import { textOf } from './check-create.ts';
import { pageResults } from './page-results.ts';
import { ApiRefusal, notFound } from './api-refusal.ts';
import type { Route } from './make-api.ts';

const EVENT_FILTERS = [
  'id',
  'action',
  'status',
  'created',
  'entity.id',
  'entity.type',
  'username',
  'seen',
  'read',
];

/** Times to live that the API takes; it rounds others up to the next one. */
const TTLS = [
  0, 30, 120, 300, 3600, 7200, 14_400, 28_800, 57_600, 86_400, 172_800, 345_600, 604_800, 1_209_600,
  2_419_200,
];

/** The calls for what is there besides instances. */
export function accountRoutes(account: Account): readonly Route[] {
  return [
    { call: 'GET /account/events', answer: (request) => pageResults(account.events, request, EVENT_FILTERS) },
    { call: 'GET /account/events/:id', answer: ({ args }) => found(account.events, args) },
    { call: 'GET /regions', answer: (request) => pageResults(account.regions(), request, []) },
    { call: 'GET /regions/:id', answer: ({ args: [id] }) => named(account.regions(), id) },
    {
      call: 'GET /regions/:id/availability',
      answer: ({ args: [id] }) => {
        named(account.regions(), id);
        return INSTANCE_TYPES.map(({ id: plan }) => ({
          region: id,
          plan,
          available: !UNAVAILABLE.some((each) => each.region === id && each.plan === plan),
        }));
      },
    },
    { call: 'GET /linode/types', answer: (request) => pageResults(INSTANCE_TYPES, request, []) },
    { call: 'GET /linode/types/:id', answer: ({ args: [id] }) => named(INSTANCE_TYPES, id) },
    {
      call: 'GET /images',
      answer: (request) => pageResults(IMAGES, request, ['id', 'label', 'vendor', 'is_public']),
    },
    { call: 'GET /images/:id', answer: ({ args: [id] }) => named(IMAGES, decodeURIComponent(id ?? '')) },
    { call: 'GET /images/:vendor/:id', answer: ({ args }) => named(IMAGES, args.join('/')) },
    {
      call: 'GET /networking/firewalls',
      answer: (request) => pageResults(account.firewalls, request, ['id', 'label', 'tags', 'status']),
    },
    { call: 'GET /vpcs', answer: (request) => pageResults(account.vpcs, request, ['id', 'label', 'region']) },
    {
      call: 'GET /placement/groups',
      answer: (request) =>
        pageResults(
          account.groups.map((group) => account.groupRecord(group)),
          request,
          ['id', 'label', 'region'],
        ),
    },
    ...domainRoutes(account),
  ];
}

function describeDomain({ id, domain }: Account['domains'][number]) {
  return {
    id,
    domain,
    type: 'master',
    status: 'active',
    group: null,
    description: null,
    soa_email: `admin@${domain}`,
    ttl_sec: 0,
    refresh_sec: 0,
    retry_sec: 0,
    expire_sec: 0,
    master_ips: [],
    axfr_ips: [],
    tags: [],
  };
}

function domainRoutes(account: Account): readonly Route[] {
  const recordsOf = (args: readonly string[]) => found(account.domains, args).records;
  return [
    {
      call: 'GET /domains',
      answer: (request) =>
        pageResults(account.domains.map(describeDomain), request, ['id', 'domain', 'tags']),
    },
    {
      call: 'GET /domains/:id',
      answer: ({ args }) => describeDomain(found(account.domains, args)),
    },
    {
      call: 'GET /domains/:id/records',
      answer: (request) => pageResults(recordsOf(request.args), request, ['id', 'name', 'type', 'target']),
    },
    {
      call: 'POST /domains/:id/records',
      answer: ({ args, body }) => {
        const record: DomainRecord = {
          id: account.nextId(),
          type: textOf(body, 'type') ?? '',
          name: '',
          target: '',
          priority: 0,
          weight: 0,
          port: 0,
          service: null,
          protocol: null,
          ttl_sec: 0,
          tag: null,
          created: account.now(),
          updated: account.now(),
        };
        if (record.type === '') throw new ApiRefusal(400, 'type is required', 'type');
        change(record, body);
        recordsOf(args).push(record);
        return record;
      },
    },
    {
      call: 'GET /domains/:id/records/:record',
      answer: ({ args }) => found(recordsOf(args), args.slice(1)),
    },
    {
      call: 'PUT /domains/:id/records/:record',
      answer: ({ args, body }) => {
        const record = found(recordsOf(args), args.slice(1));
        change(record, body);
        record.updated = account.now();
        return record;
      },
    },
    {
      call: 'DELETE /domains/:id/records/:record',
      answer: ({ args }) => {
        const records = recordsOf(args);
        records.splice(records.indexOf(found(records, args.slice(1))), 1);
        return {};
      },
    },
  ];
}

function change(record: DomainRecord, body: Readonly<Record<string, unknown>>): void {
  const name = textOf(body, 'name') ?? record.name;
  const target = textOf(body, 'target') ?? record.target;
  if (record.type === 'A' && !/^\d{1,3}(\.\d{1,3}){3}$/.test(target))
    throw new ApiRefusal(400, 'Target must be an IPv4 address', 'target');
  if (record.type === 'AAAA' && !/^[0-9a-f:]*:[0-9a-f:.]+$/i.test(target))
    throw new ApiRefusal(400, 'Target must be an IPv6 address', 'target');
  if (record.type === 'CNAME' && !/^([a-z0-9_-]+\.)+[a-z0-9-]+\.?$/i.test(target))
    throw new ApiRefusal(400, 'Invalid hostname', 'target');
  if (!/^(\*|[a-z0-9_-]+)?(\.[a-z0-9_-]+)*$/i.test(name))
    throw new ApiRefusal(400, 'Name contains invalid characters', 'name');
  record.name = name;
  record.target = target;
  const ttl = body['ttl_sec'];
  if (typeof ttl === 'number') record.ttl_sec = TTLS.find((each) => each >= ttl) ?? 2_419_200;
}

function found<T extends { readonly id: number }>(rows: readonly T[], [id]: readonly string[]): T {
  const row = rows.find((each) => each.id === Number(id));
  if (row === undefined) throw notFound();
  return row;
}

function named<T extends { readonly id: string }>(rows: readonly T[], id: string | undefined): T {
  const row = rows.find((each) => each.id === id);
  if (row === undefined) throw notFound();
  return row;
}
