import type {
  DnsRecord,
  LinodeEvent,
  LinodeImage,
  LinodeInstance,
  LinodeLabelled,
  LinodeRegion,
  LinodeType,
  LinodeVpc,
  StatsSeries,
} from '../types.ts';
import { property } from './judge-failure.ts';

/** Linode's answers as this package has them. Only what is used is looked at, and a field that lacks has no meaning. */

export function readInstance(body: unknown): LinodeInstance {
  const image = property(body, 'image');
  return {
    id: numberOf(body, 'id'),
    label: textOf(body, 'label'),
    region: textOf(body, 'region'),
    type: textOf(body, 'type'),
    image: typeof image === 'string' ? image : undefined,
    status: textOf(body, 'status'),
    tags: textsOf(body, 'tags'),
    addresses: textsOf(body, 'ipv4'),
    createdMs: timeOf(body, 'created'),
  };
}

export function readEvent(body: unknown): LinodeEvent {
  const [percent, message] = [property(body, 'percent_complete'), property(body, 'message')];
  return {
    id: numberOf(body, 'id'),
    action: textOf(body, 'action'),
    status: textOf(body, 'status') as LinodeEvent['status'],
    percentComplete: typeof percent === 'number' ? percent : undefined,
    message: typeof message === 'string' ? message : undefined,
    createdMs: timeOf(body, 'created'),
  };
}

export function readRegion(body: unknown): LinodeRegion {
  return {
    id: textOf(body, 'id'),
    status: textOf(body, 'status') === 'ok' ? 'ok' : 'outage',
    capabilities: textsOf(body, 'capabilities'),
  };
}

export function readType(body: unknown): LinodeType {
  const own = listOf(body, 'region_prices').map(
    (each) => [textOf(each, 'id'), numberOf(each, 'monthly')] as const,
  );
  return {
    id: textOf(body, 'id'),
    monthlyUsd: numberOf(property(body, 'price'), 'monthly'),
    monthlyUsdIn: Object.fromEntries(own),
  };
}

export function readImage(body: unknown): LinodeImage {
  return { id: textOf(body, 'id'), capabilities: textsOf(body, 'capabilities') };
}

export function readLabelled(body: unknown): LinodeLabelled {
  const region = property(body, 'region');
  return {
    id: numberOf(body, 'id'),
    label: textOf(body, 'label'),
    ...(typeof region === 'string' ? { region } : {}),
  };
}

export function readVpc(body: unknown): LinodeVpc {
  return {
    id: numberOf(body, 'id'),
    label: textOf(body, 'label'),
    region: textOf(body, 'region'),
    subnets: listOf(body, 'subnets').map((each) => ({
      id: numberOf(each, 'id'),
      label: textOf(each, 'label'),
    })),
  };
}

export function readRecord(body: unknown): DnsRecord {
  return {
    id: numberOf(body, 'id'),
    type: textOf(body, 'type'),
    name: textOf(body, 'name'),
    target: textOf(body, 'target'),
    ttlSec: numberOf(body, 'ttl_sec'),
  };
}

/** Memory is not among them: node_exporter on the instance gives it. */
export function readStats(body: unknown): readonly StatsSeries[] {
  const data = property(body, 'data');
  const [io, net] = [property(data, 'io'), property(data, 'netv4')];
  const series = (name: StatsSeries['name'], unit: StatsSeries['unit'], points: unknown): StatsSeries => ({
    name,
    unit,
    points: (Array.isArray(points) ? (points as unknown[]) : []).map((point) => {
      const [atMs, value] = point as [number, number];
      return { atMs, value };
    }),
  });
  return [
    series('cpu', 'percent', property(data, 'cpu')),
    series('io', 'blocks per second', property(io, 'io')),
    series('swap', 'blocks per second', property(io, 'swap')),
    series('publicIn', 'bits per second', property(net, 'in')),
    series('publicOut', 'bits per second', property(net, 'out')),
    series('privateIn', 'bits per second', property(net, 'private_in')),
    series('privateOut', 'bits per second', property(net, 'private_out')),
  ];
}

/** The plans that a region has not. */
export function readMissingPlans(body: unknown): readonly string[] {
  const rows = Array.isArray(body) ? (body as unknown[]) : listOf(body, 'data');
  return rows.filter((row) => property(row, 'available') === false).map((row) => textOf(row, 'plan'));
}

export function readPage(body: unknown): { readonly rows: readonly unknown[]; readonly pages: number } {
  return { rows: listOf(body, 'data'), pages: numberOf(body, 'pages') };
}

function textOf(body: unknown, key: string): string {
  const value = property(body, key);
  return typeof value === 'string' ? value : '';
}

function numberOf(body: unknown, key: string): number {
  const value = property(body, key);
  return typeof value === 'number' ? value : 0;
}

function listOf(body: unknown, key: string): readonly unknown[] {
  const value = property(body, key);
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function textsOf(body: unknown, key: string): readonly string[] {
  return listOf(body, key).filter((each) => typeof each === 'string');
}

/** Linode's times are UTC and say no zone. */
function timeOf(body: unknown, key: string): number {
  const atMs = Date.parse(`${textOf(body, key).replace(/Z$/, '')}Z`);
  return Number.isNaN(atMs) ? 0 : atMs;
}
