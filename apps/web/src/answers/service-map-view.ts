import type { LinkState, RegionState, RouteState, ServersState, Snapshot } from '@understudy/api-contract';
import type { GlyphName } from '../parts/glyph.tsx';
import type { RegionRole } from '../parts/region-name.tsx';
import { durationWords } from '../words/duration-words.ts';
import type { Mark, Tone } from '../words/mark.ts';
import { knownValue } from './known-value.ts';
import { serverMark } from './server-mark.ts';

/** What the drawing of a service shows; the table beside it says the same. */
export interface ServiceMapView {
  /** In the order of the topology, whichever of them writes: the drawing does not move when the writer does. */
  readonly regions: readonly [MapRegion, MapRegion];
  /** From the first region to the second, and back. */
  readonly links: readonly [MapLink, MapLink];
  readonly pools: readonly MapPool[];
  readonly balancers: readonly MapMark[];
  readonly witness: { readonly name: string; readonly words: string; readonly isSeen: boolean };
  readonly isStale: boolean;
  readonly isMoving: boolean;
}

export interface MapMark {
  readonly name: string;
  readonly tone: Tone;
  readonly glyph: GlyphName;
  readonly words: string;
}

export interface MapRegion {
  readonly name: string;
  readonly role: RegionRole;
  readonly caption: string;
  readonly line: string;
  readonly tables: readonly string[];
  /** Whether writes go to it now, are opening to it, or are cut off from it. */
  readonly writes: 'open' | 'opening' | 'cut' | 'ready';
}

export interface MapLink {
  readonly words: string;
  readonly isStuck: boolean;
  readonly isKnown: boolean;
}

export interface MapPool {
  readonly name: string;
  /** Linode's region in which it begins. */
  readonly place: string;
  readonly words: string;
  readonly servers: readonly MapMark[];
}

export function serviceMapView(snapshot: Snapshot, isStale: boolean): ServiceMapView {
  const route = knownValue(snapshot.route);
  const seen = knownValue(snapshot.regions) ?? [];
  const [first = '', second = ''] = snapshot.service.regions;
  const tables = snapshot.service.tables.map(({ name }) => name);
  const regionOf = (name: string) =>
    mapRegion(
      name,
      seen.find((one) => one.name === name),
      route,
      { tables, isStale: isStale || !snapshot.route.known, atMs: snapshot.atMs },
    );
  const links = knownValue(snapshot.links) ?? [];
  const servers = knownValue(snapshot.servers);
  return {
    regions: [regionOf(first), regionOf(second)],
    links: [mapLink(links, first, second), mapLink(links, second, first)],
    pools: servers === undefined ? [] : mapPools(servers),
    balancers: (servers?.balancers ?? []).map(balancerMark),
    witness: {
      name: snapshot.service.witness,
      words:
        route === undefined
          ? 'route not known'
          : `${route.state === 'moving' ? 'moving, ' : ''}epoch ${route.epoch}`,
      isSeen: snapshot.route.known,
    },
    isStale,
    isMoving: route?.state === 'moving',
  };
}

interface RegionFacts {
  readonly tables: readonly string[];
  readonly isStale: boolean;
  readonly atMs: number;
}

function mapRegion(
  name: string,
  seen: RegionState | undefined,
  route: RouteState | undefined,
  { tables, isStale, atMs }: RegionFacts,
): MapRegion {
  const role = roleOf(name, seen, route, isStale);
  return { name, role, ...wordsOf(role), line: lineOf(seen, atMs), tables };
}

function roleOf(
  name: string,
  seen: RegionState | undefined,
  route: RouteState | undefined,
  isStale: boolean,
): RegionRole {
  const isLost = seen !== undefined && seen.against > 0 && seen.answering === 0;
  if (route === undefined) return isLost ? 'lost' : 'unknown';
  if (route.state === 'moving') {
    if (route.move?.to === name) return 'next';
    return isLost ? 'lost' : 'was';
  }
  if (route.writer === name) return isStale ? 'was' : isLost ? 'lost' : 'writer';
  return isLost ? 'lost' : 'standby';
}

function wordsOf(role: RegionRole): Pick<MapRegion, 'caption' | 'writes'> {
  switch (role) {
    case 'writer':
      return { caption: 'Writer', writes: 'open' };
    case 'next':
      return { caption: 'next writer', writes: 'opening' };
    case 'lost':
      return { caption: 'no answer', writes: 'cut' };
    case 'was':
      return { caption: 'was the writer', writes: 'ready' };
    case 'standby':
      return { caption: 'Standby', writes: 'ready' };
    case 'unknown':
      return { caption: 'role not known', writes: 'ready' };
  }
}

function lineOf(seen: RegionState | undefined, atMs: number): string {
  const all = (seen?.answering ?? 0) + (seen?.against ?? 0);
  if (seen === undefined || all === 0) return 'not observed';
  if (seen.answering > 0) return `reached by ${seen.answering} of ${all} observers`;
  const last = Math.max(...seen.observedBy.map(({ look }) => look.seenMs ?? 0));
  return last === 0 ? 'never answered' : `no answer for ${durationWords(atMs - last)}`;
}

function mapLink(links: readonly LinkState[], source: string, target: string): MapLink {
  const own = links.filter(({ link }) => link.source === source && link.target === target);
  const known = own.flatMap(({ lagMs, state }) =>
    lagMs === undefined || state !== 'replicating' ? [] : [lagMs],
  );
  const stuck = own.filter(({ state }) => state !== 'replicating').length;
  if (own.length === 0) return { words: 'not known', isStuck: false, isKnown: false };
  if (stuck > 0) return { words: `${stuck} of ${own.length} stopped`, isStuck: true, isKnown: true };
  if (known.length === 0) return { words: 'not known', isStuck: false, isKnown: false };
  return { words: durationWords(Math.max(...known)), isStuck: false, isKnown: true };
}

function mapPools({ pools, servers }: ServersState): readonly MapPool[] {
  return pools.map(({ name, count, regions }) => {
    const own = servers
      .filter(({ pool }) => pool === name)
      .map((server) => ({ name: server.name, ...serverMark(server) }));
    const serving = own.filter(({ tone }) => tone === 'ok' || tone === 'warn').length;
    return {
      name,
      place: regions[0] ?? 'region not known',
      words: `${serving} of ${count} serve`,
      servers: own,
    };
  });
}

/** A balancer that was not seen of late says nothing of its servers. */
export function balancerMark({ name, fresh, up, down }: ServersState['balancers'][number]): MapMark {
  const mark: Mark = fresh
    ? { tone: down > 0 ? 'warn' : 'ok', glyph: down > 0 ? 'warn' : 'ok', words: `${up} up` }
    : { tone: 'bad', glyph: 'bad', words: 'no answer' };
  return { name, ...mark };
}
