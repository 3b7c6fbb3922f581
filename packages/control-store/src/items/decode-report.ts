import type {
  Doubt,
  AlertSignal,
  LookResult,
  ObserverReport,
  RegionCondition,
  RegionSight,
  SeenAlert,
  WatchedDecision,
} from '@understudy/findings';
import type { ItemReader } from '@understudy/route';
import { namesOf } from './names-of.ts';
import { presentMembers } from './present-members.ts';
import { readJson } from './read-json.ts';

const CONDITIONS = namesOf<RegionCondition>({
  answering: true,
  slow: true,
  unreachable: true,
  'name-not-found': true,
  'tls-failed': true,
  throttled: true,
  'server-error': true,
  refused: true,
  'table-missing': true,
});
const SIGNALS = namesOf<AlertSignal>({ 'application-errors': true });
const DOUBTS = namesOf<Doubt['kind']>({ late: true, clocks: true, alone: true });

/** @throws as the reader does */
export function decodeReport(read: ItemReader): ObserverReport {
  return presentMembers<ObserverReport>({
    observer: read.text('observer'),
    place: read.text('place'),
    instance: read.text('instance'),
    sequence: read.number('sequence'),
    version: read.text('version'),
    topology: read.text('topology'),
    atMs: read.amount('atMs'),
    doubts: read.maps('doubts').map(decodeDoubt),
    regions: read.maps('regions').map(decodeSight),
    alerts: read.optional('alerts', (name) => read.maps(name).map(decodeAlert)),
    decided: read.optional('decided', (name) => readJson(read, name) as unknown as WatchedDecision),
  });
}

function decodeDoubt(read: ItemReader): Doubt {
  return presentMembers<Doubt>({ kind: read.oneOf('kind', DOUBTS), what: read.text('what') });
}

function decodeAlert(read: ItemReader): SeenAlert {
  const text = (name: string) => read.text(name);
  return presentMembers<SeenAlert>({
    name: read.text('name'),
    severity: read.optional('severity', text),
    signal: read.optional('signal', (name) => read.oneOf(name, SIGNALS)),
    region: read.optional('region', text),
    summary: read.text('summary'),
    startedMs: read.amount('startedMs'),
    heardMs: read.amount('heardMs'),
    ageMs: read.amount('ageMs'),
  });
}

function decodeSight(read: ItemReader): RegionSight {
  const amount = (name: string) => read.amount(name);
  return presentMembers<RegionSight>({
    region: read.text('region'),
    condition: read.oneOf('condition', CONDITIONS),
    write: decodeLook(read.map('write')),
    read: decodeLook(read.map('read')),
    missed: read.number('missed'),
    missedSinceMs: read.optional('missedSinceMs', amount),
    seenMs: read.optional('seenMs', amount),
  });
}

function decodeLook(read: ItemReader): LookResult {
  return presentMembers<LookResult>({
    condition: read.oneOf('condition', CONDITIONS),
    tookMs: read.amount('tookMs'),
    why: read.optional('why', (name) => read.text(name)),
  });
}
