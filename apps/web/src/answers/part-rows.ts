import type { RegionState, ServersState, Snapshot } from '@understudy/api-contract';
import type { RegionRole } from '../parts/region-name.tsx';
import { durationWords } from '../words/duration-words.ts';
import type { Mark } from '../words/mark.ts';
import { numberWords } from '../words/number-words.ts';
import { knownValue } from './known-value.ts';
import { programMark } from './orchestrator-mark.ts';
import { balancerMark, serviceMapView } from './service-map-view.ts';

/** One part of a service in the table beside its drawing. */
export interface PartRow {
  readonly name: string;
  /** Of a region. */
  readonly role?: RegionRole;
  readonly what: string;
  readonly mark: Mark;
  readonly carries: string;
  readonly evidence: string;
}

/** Every part of a service: what the drawing shows, in words and with the age of the evidence. */
export function partRows(snapshot: Snapshot, isStale: boolean): readonly PartRow[] {
  const servers = knownValue(snapshot.servers);
  return [
    ...regionRows(snapshot, isStale),
    witnessRow(snapshot),
    ...(servers === undefined ? [] : serverRows(servers, snapshot.atMs)),
    ...(knownValue(snapshot.programs) ?? []).map((program) => ({
      name: program.name,
      what: 'program',
      mark: programMark(program),
      carries: program.problems[0]?.problem ?? 'no problem',
      evidence: ageOf('readiness', program.seenMs, snapshot.atMs),
    })),
  ];
}

function regionRows(snapshot: Snapshot, isStale: boolean): readonly PartRow[] {
  const seen = knownValue(snapshot.regions) ?? [];
  const { regions, links } = serviceMapView(snapshot, isStale);
  return regions.map(({ name, role, caption }, index) => {
    const region = seen.find((one) => one.name === name);
    const link = links[index === 0 ? 1 : 0];
    return {
      name,
      role,
      what: `region, ${caption.toLowerCase()}`,
      mark: regionRowMark(region),
      carries:
        role === 'writer'
          ? 'takes the writes'
          : link.isStuck
            ? `links: ${link.words}`
            : `${link.words} behind`,
      evidence: evidenceOf(region, snapshot.atMs),
    };
  });
}

function regionRowMark(region: RegionState | undefined): Mark {
  const all = (region?.answering ?? 0) + (region?.against ?? 0);
  if (region === undefined || all === 0) return { tone: 'idle', glyph: 'unknown', words: 'not observed' };
  if (region.against === 0)
    return { tone: 'ok', glyph: 'ok', words: `answers ${region.answering} of ${all} observers` };
  if (region.answering === 0) return { tone: 'bad', glyph: 'bad', words: `answers none of ${all} observers` };
  return { tone: 'warn', glyph: 'warn', words: `answers ${region.answering} of ${all} observers` };
}

function evidenceOf(region: RegionState | undefined, atMs: number): string {
  const seen = (region?.observedBy ?? []).flatMap(({ look }) =>
    look.seenMs === undefined ? [] : [look.seenMs],
  );
  return seen.length === 0 ? 'none' : ageOf('conditional write', Math.max(...seen), atMs);
}

function ageOf(what: string, thenMs: number | undefined, atMs: number): string {
  return thenMs === undefined ? 'none' : `${what}, ${durationWords(Math.max(0, atMs - thenMs))}`;
}

function witnessRow({ service, route }: Snapshot): PartRow {
  const value = route.known ? route.value : route.last?.value;
  return {
    name: service.witness,
    what: 'witness',
    mark: route.known
      ? { tone: 'ok', glyph: 'ok', words: 'keeps the route' }
      : { tone: 'bad', glyph: 'bad', words: 'does not answer' },
    carries:
      value === undefined
        ? 'route not known'
        : `revision ${numberWords(value.revision)}, epoch ${value.epoch}`,
    evidence: route.known ? `strong read, ${durationWords(route.ageMs)}` : route.why,
  };
}

function serverRows({ pools, balancers, servers }: ServersState, atMs: number): readonly PartRow[] {
  return [
    ...balancers.map((balancer) => ({
      name: balancer.name,
      what: 'balancer',
      mark: balancerMark(balancer),
      carries: `${balancer.up} up, ${balancer.down} down, ${balancer.resting} drained`,
      evidence: ageOf('runtime socket', balancer.seenMs, atMs),
    })),
    ...pools.map(({ name, count, regions }) => {
      const own = servers.filter(({ pool }) => pool === name);
      const serving = own.filter((server) => server.balancers.some(({ state }) => state === 'up')).length;
      return {
        name,
        what: `pool in ${regions[0] ?? 'an unknown region'}`,
        mark: poolMark(serving, count),
        carries: `${own.length} servers of ${count}`,
        evidence: 'checks of the balancers',
      };
    }),
  ];
}

function poolMark(serving: number, count: number): Mark {
  const words = `${serving} of ${count} serve`;
  if (serving >= count) return { tone: 'ok', glyph: 'ok', words };
  return serving === 0 ? { tone: 'bad', glyph: 'bad', words } : { tone: 'warn', glyph: 'warn', words };
}
