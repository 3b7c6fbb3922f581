import type { LinkState, RegionState, ServerState, Snapshot } from '@understudy/api-contract';
import { knownPart } from './known-part.ts';

/** 28 November 2026, 14:31:02 UTC. */
export const NOW_MS = Date.UTC(2026, 10, 28, 14, 31, 2);
export const EAST = 'us-east-1';
export const CENTRAL = 'eu-central-1';
const OBSERVERS = [
  { name: 'o-1', place: 'us-east' },
  { name: 'o-2', place: 'eu-central' },
  { name: 'o-3', place: 'gb-lon' },
] as const;

type Condition = RegionState['observedBy'][number]['look']['condition'];

/** A region as three observers see it, each by one condition. */
export function regionOf(
  name: string,
  role: RegionState['role'],
  conditions: readonly Condition[] = ['answering', 'answering', 'answering'],
): RegionState {
  const isAgainst = (condition: Condition) => condition !== 'answering' && condition !== 'slow';
  const against = conditions.filter(isAgainst).length;
  return {
    name,
    role,
    roleSinceMs: NOW_MS - 56 * 86_400_000,
    observedBy: conditions.map((condition, i) => ({
      observer: OBSERVERS[i]?.name ?? '',
      abstains: false,
      fresh: true,
      reportedMs: NOW_MS - 400,
      look: {
        region: name,
        condition,
        write: {
          condition,
          tookMs: 8 + i * 9,
          ...(isAgainst(condition) ? { why: 'No answer within 1.0 s.' } : {}),
        },
        read: { condition, tookMs: 6 + i * 7 },
        missed: isAgainst(condition) ? 9 : 0,
        ...(isAgainst(condition)
          ? { missedSinceMs: NOW_MS - 11_700, seenMs: NOW_MS - 11_700 }
          : { seenMs: NOW_MS - 400 }),
      },
    })),
    answering: conditions.length - against,
    against,
    fence: { epoch: 7, writer: EAST, revision: 4182 },
  };
}

export function linkOf(
  table: string,
  source: string,
  target: string,
  more: Partial<LinkState> = {},
): LinkState {
  return {
    id: `${table}/${source}/${target}`,
    link: { table, source, target },
    fromWriter: source === EAST,
    state: 'replicating',
    lagMs: 800,
    atTip: true,
    trimInMs: 86_340_000,
    reportMs: NOW_MS - 900,
    contactMs: NOW_MS - 900,
    parked: 0,
    applied: 48_112,
    appliedPerSecond: source === EAST ? 137 : 0,
    ledger: { open: 0, merged: 0, closed: 0, more: false },
    ...more,
  };
}

function serverOf(
  slot: number,
  pool: string,
  region: string,
  states: readonly ('up' | 'down' | 'resting')[],
): ServerState {
  return {
    pool,
    slot,
    generation: 1,
    name: `${pool}-${slot}`,
    balancers: states.map((state, i) => ({
      balancer: `lb-${i + 1}`,
      state,
      sinceMs: NOW_MS - 7_200_000,
      check: state === 'down' ? 'L4CON' : 'L7OK',
    })),
    linode: { region, status: 'running', answers: true },
    maintenance: false,
  };
}

const TABLES = ['orders', 'carts', 'stock'] as const;

/** A service in which nothing is wrong. */
export function idleSnapshot(): Snapshot {
  return {
    service: {
      name: 'shop',
      regions: [EAST, CENTRAL],
      witness: 'eu-west-1',
      tables: TABLES.map((name) => ({ name, writes: 'stamped', conflicts: 'keep' })),
      orchestrators: true,
      servers: true,
      programs: true,
      localCloud: false,
    },
    atMs: NOW_MS,
    ageMs: 400,
    instance: 'api-1',
    sequence: 812,
    answers: idleAnswers(),
    modes: [],
    ...idleParts(),
  };
}

function idleAnswers(): Snapshot['answers'] {
  const way = (what: string, to: string) => ({ may: 'yes', what, to, reasons: [] }) as const;
  return {
    writes: { state: 'succeeding', what: 'Writes to us-east-1 are succeeding.', failingRatio: 0 },
    writer: {
      state: 'known',
      what: 'us-east-1 is the writer in epoch 7.',
      region: EAST,
      epoch: 7,
      sinceMs: NOW_MS - 56 * 86_400_000,
    },
    move: {
      what: 'It may move to eu-central-1.',
      switchover: way('A switchover to eu-central-1 would succeed, as the last dry run found.', CENTRAL),
      failover: way('A failover to eu-central-1 is possible.', CENTRAL),
      automatic: way(
        'The orchestrators fail over to eu-central-1 where a majority loses the writer.',
        CENTRAL,
      ),
      back: way('After a move, the way back to us-east-1 would be open.', EAST),
    },
    now: {
      state: 'idle',
      what: 'Nothing is moving, and nothing is merging.',
      then: 'Nothing follows by itself.',
    },
    advice: { what: 'Nothing to do.' },
  };
}

function idleParts(): Omit<
  Snapshot,
  'service' | 'atMs' | 'ageMs' | 'instance' | 'sequence' | 'answers' | 'modes'
> {
  return {
    route: knownPart({
      revision: 4182,
      epoch: 7,
      state: 'steady',
      writer: EAST,
      standby: CENTRAL,
      merging: [],
      epochs: [{ epoch: 7, writer: EAST, fromMs: NOW_MS - 56 * 86_400_000, untilMs: null }],
    }),
    regions: knownPart([regionOf(EAST, 'writer'), regionOf(CENTRAL, 'standby')]),
    links: knownPart(
      TABLES.flatMap((table) => [linkOf(table, EAST, CENTRAL), linkOf(table, CENTRAL, EAST, { lagMs: 300 })]),
    ),
    findings: knownPart([]),
    decision: knownPart({ by: 'o-2', atMs: NOW_MS - 400, acts: false, blocks: [] }),
    readiness: knownPart(readiness()),
    intents: knownPart([]),
    move: knownPart(null),
    directives: knownPart({ maintenance: [], acknowledgements: [] }),
    orchestrators: knownPart({
      leader: 'o-2',
      leaderSinceMs: NOW_MS - 3_600_000,
      automatic: true,
      approval: false,
      orchestrators: OBSERVERS.map(({ name, place }) => ({
        name,
        place,
        state: name === 'o-2' ? ('leads' as const) : ('follows' as const),
        reportedMs: NOW_MS - 400,
        version: '1.4.0',
        topology: 'a1b2c3d4',
        doubts: [],
      })),
    }),
    programs: knownPart([
      {
        name: 'gateway web-1',
        url: 'http://10.0.0.11:8402',
        seenMs: NOW_MS - 700,
        state: 'ready',
        problems: [],
      },
      {
        name: 'replicator',
        url: 'http://10.0.0.21:8403',
        seenMs: NOW_MS - 700,
        state: 'ready',
        problems: [],
      },
    ]),
    alerts: knownPart([]),
    servers: knownPart(servers()),
    repairs: knownPart({ planned: [], made: [] }),
  };
}

function readiness() {
  const names = [
    'route',
    'credentials',
    'regions',
    'clocks',
    'tables',
    'streams',
    'settings',
    'rights',
    'own-tables',
  ];
  const more = [
    'fences',
    'capacity',
    'links',
    'move',
    'way-back',
    'orchestrators',
    'programs',
    'records',
    'alerts',
  ];
  return {
    by: 'o-2',
    foundMs: NOW_MS - 22_000,
    verdict: 'passed' as const,
    items: [...names, ...more].map((name) => ({
      name,
      verdict: 'passed' as const,
      cause: `The dry run verified the ${name} of both regions.`,
    })),
  };
}

function servers() {
  const balancer = (name: string) => ({
    name,
    fresh: true,
    seenMs: NOW_MS - 900,
    missed: 0,
    up: 6,
    down: 0,
    resting: 0,
  });
  const up = ['up', 'up'] as const;
  return {
    by: 'o-2',
    pools: [
      { name: 'web', count: 3, regions: ['us-east', 'us-ord'], restarts: true },
      { name: 'web-eu', count: 3, regions: ['eu-central'], restarts: true },
    ],
    balancers: [balancer('lb-1'), balancer('lb-2')],
    servers: [1, 2, 3].flatMap((slot) => [
      serverOf(slot, 'web', 'us-east', up),
      serverOf(slot, 'web-eu', 'eu-central', up),
    ]),
    linode: {
      fresh: true,
      seenMs: NOW_MS - 4000,
      regions: [
        { id: 'us-east', status: 'ok' as const },
        { id: 'eu-central', status: 'ok' as const },
      ],
    },
  };
}
