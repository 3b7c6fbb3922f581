import type { ReadinessTopic, ReadinessVerdict } from '@understudy/findings';
import { REGION_A, REGION_B } from '@understudy/moves/testing';
import type { CapacityFacts } from '@understudy/service';
import { sampleReport, sampleSight } from '../testing/index.ts';
import type { BrokenSetUp } from './broken-set-up.ts';

/** One thing that is wrong with a service, and how readiness has to name it. */
export interface PlantedFault {
  readonly name: string;
  readonly topic: ReadinessTopic;
  readonly verdict: Exclude<ReadinessVerdict, 'passed'>;
  readonly cause: RegExp;
  readonly plant: (setUp: BrokenSetUp) => Promise<void> | void;
}

const fault = (
  name: string,
  topic: ReadinessTopic,
  cause: RegExp,
  plant: PlantedFault['plant'],
  verdict: PlantedFault['verdict'] = 'action-required',
): PlantedFault => ({ name, topic, verdict, cause, plant });

const isDown = (region: string): PlantedFault =>
  fault(`${region} is down`, 'regions', new RegExp(`${region} did not answer`), (setUp) => {
    setUp.world.down.add(region);
    const answer = {
      code: 'UND_SERVICE_REGION_UNREACHABLE',
      what: `${region} did not answer.`,
      remedy: 'Look at its network.',
    };
    setUp.region(region, () => ({ answer, tables: new Map(), rights: [] }));
  });

const denied = (region: string, table: string): PlantedFault =>
  fault(
    `no right to ${table} in ${region}`,
    'rights',
    new RegExp(`PutItem on table ${table} in ${region}`),
    (setUp) => {
      setUp.region(region, ({ rights }) => ({
        rights: [...rights, { region, table, action: 'PutItem', allowed: 'no' }],
      }));
      if (table === 'understudy-fence') setUp.fenceDenied.add(region);
      else setUp.linksDenied.add(region);
    },
  );

const stream = (region: string, view: string): PlantedFault =>
  fault(`a stream of ${view} in ${region}`, 'streams', new RegExp(`orders in ${region} `), (setUp) => {
    setUp.table(region, 'orders', () => ({ stream: view }));
    setUp.world.links.settleMs = Infinity;
  });

const capacity = (name: string, cause: RegExp, here: CapacityFacts, there: CapacityFacts): PlantedFault =>
  fault(name, 'capacity', cause, (setUp) => {
    setUp.table(REGION_A, 'stock', () => ({ capacity: [here] }));
    setUp.table(REGION_B, 'stock', () => ({ capacity: [there] }));
  });

const units = (write: number): CapacityFacts => ({ mode: 'provisioned', read: 50, write });
const warm = (write: number): CapacityFacts => ({ mode: 'on-demand', warm: { read: 12_000, write } });

const OF_REGIONS: readonly PlantedFault[] = [
  isDown(REGION_A),
  isDown(REGION_B),
  denied(REGION_B, 'understudy-fence'),
  denied(REGION_A, 'understudy-fence'),
  denied(REGION_B, 'understudy-links'),
  fault('the clock is wrong', 'clocks', /clock is 61 s ahead/, (setUp) => {
    setUp.region(REGION_B, () => ({ answer: { tookMs: 9, clockSkewMs: 61_000 } }));
  }),
  fault('a table of Understudy is missing', 'own-tables', /us-east-1 has no understudy-fence/, (setUp) => {
    setUp.region(REGION_A, ({ tables }) => ({
      tables: new Map([...tables].filter(([name]) => name !== 'understudy-fence')),
    }));
  }),
  fault(
    'rights that could not be tried',
    'rights',
    /could not be tested/,
    (setUp) => {
      setUp.region(REGION_B, ({ rights }) => ({
        rights: [...rights, { region: REGION_B, table: 'untried', action: 'PutItem', allowed: 'unknown' }],
      }));
    },
    'unknown',
  ),
  fault(
    'the regions could not be looked at',
    'regions',
    /Not looked at: no answer/,
    (setUp) => {
      setUp.inspectFails = new Error('no answer');
    },
    'unknown',
  ),
  fault('the credentials end', 'credentials', /another 4 min/, (setUp) => {
    const code = 'UND_SERVICE_CREDENTIALS_NOT_REFRESHED';
    setUp.credentials = [
      { code, problem: 'They could not be refreshed.', remedy: 'Renew them.', leftMs: 290_000 },
    ];
  }),
];

const OF_TABLES: readonly PlantedFault[] = [
  stream(REGION_A, 'off'),
  stream(REGION_B, 'KEYS_ONLY'),
  fault('an index is missing', 'tables', /eu-central-1 lacks by-day/, (setUp) => {
    setUp.table(REGION_B, 'stock', ({ capacity: all }) => ({ indexes: [], capacity: all.slice(0, 1) }));
  }),
  fault('the keys differ', 'tables', /HASH pk S/, (setUp) => {
    setUp.table(REGION_A, 'stock', () => ({ keys: 'HASH pk S' }));
  }),
  fault('a table is missing', 'tables', /Table orders does not exist in eu-central-1/, (setUp) => {
    setUp.region(REGION_B, ({ tables }) => ({
      tables: new Map([...tables].filter(([name]) => name !== 'orders')),
    }));
  }),
  fault(
    'items expire in one region only',
    'settings',
    /time to live is by until in us-east-1 and off/,
    (setUp) => {
      const off = { name: 'time to live', value: 'off', weight: 'risks', effect: 'items expire.' } as const;
      setUp.table(REGION_B, 'orders', () => ({ settings: [off] }));
    },
  ),
  capacity('fewer units', /stock takes 500 write units in us-east-1, and 5 in/, units(500), units(5)),
  capacity(
    'a lower peak',
    /stock takes 40000 write units in us-east-1, and 4000 in/,
    warm(40_000),
    warm(4_000),
  ),
  capacity('units for a table on demand', /stock is on demand in us-east-1/, { mode: 'on-demand' }, units(5)),
];

const OF_MOVES: readonly PlantedFault[] = [
  fault(
    'a lag over the limit',
    'links',
    /orders from us-east-1 to eu-central-1 is 9000 ms behind/,
    ({ world }) => {
      world.links.lagMs = 9_000;
    },
  ),
  fault('links that report nothing', 'links', /lag of orders from us-east-1 .* not known/, ({ world }) => {
    world.links.lagMs = undefined;
  }),
  fault('parked records', 'links', /has 3 parked records/, ({ world }) => {
    world.links.parkedRecords = 3;
  }),
  fault('a gap', 'links', /are in no stream/, ({ world }) => {
    world.links.lost = { fromMs: 1, untilMs: 2 };
  }),
  fault('a tail that is not settled', 'move', /tail of eu-central-1 is not settled/, async ({ world }) => {
    const { revision, route } = await world.routes.read();
    const merging = [
      { region: REGION_B, tail: 'unsettled', untilMs: world.clock.wallMs() + 60_000 },
    ] as const;
    await world.routes.compareAndSet(revision, { ...route, merging });
  }),
  fault('a fence that is ahead', 'fences', /fence of revision 900/, async ({ world }) => {
    const fence = await world.fences.read(REGION_B);
    if (fence !== undefined) await world.fences.write(REGION_B, { ...fence, revision: 900 });
  }),
  fault(
    'a move under way',
    'route',
    /switchover to eu-central-1 is under way/,
    (setUp) => setUp.leaveMove(),
    'unknown',
  ),
  fault('no control store', 'route', /route cannot be read/, ({ world }) => {
    world.witness = 'away';
  }),
];

const OF_PROCESSES: readonly PlantedFault[] = [
  fault(
    'two orchestrators are silent',
    'orchestrators',
    /orch-2, orch-3 of 3 orchestrators are silent/,
    (setUp) => {
      setUp.reports = setUp.reports.slice(0, 1);
    },
  ),
  fault('an orchestrator of another version', 'orchestrators', /major versions 1 and 2/, (setUp) => {
    setUp.reports = setUp.reports.map((report, at) => (at === 0 ? { ...report, version: '2.0.0' } : report));
  }),
  fault('an orchestrator with another topology', 'orchestrators', /2 different topologies/, (setUp) => {
    setUp.reports = setUp.reports.map((report, at) => (at === 1 ? { ...report, topology: 'b2' } : report));
  }),
  fault('an orchestrator that is refused', 'orchestrators', /us-east-1 refuses orch-1/, (setUp) => {
    const refused = sampleReport('orch-1', { east: sampleSight(REGION_A, 'refused') }).report;
    setUp.reports = [refused, ...setUp.reports.slice(1)];
  }),
  fault(
    'a standby that orchestrators do not see',
    'orchestrators',
    /Only 1 of 3 orchestrators see eu-central-1/,
    (setUp) => {
      setUp.reports = setUp.reports.map((report, at) =>
        at === 0
          ? report
          : { ...report, regions: [sampleSight(REGION_A), sampleSight(REGION_B, 'unreachable')] },
      );
    },
  ),
  fault('a gateway that does not answer', 'programs', /gateway-1 does not answer: refused/, (setUp) => {
    setUp.programs = [{ name: 'gateway-1', url: 'http://10.0.0.5', atMs: 1, kind: 'silent', why: 'refused' }];
  }),
  fault('a gateway that is not ready', 'programs', /gateway-1 is not ready: No lease/, (setUp) => {
    const problems = [{ problem: 'No lease.' }];
    setUp.programs = [
      { name: 'gateway-1', url: 'http://10.0.0.5', atMs: 1, kind: 'answers', ready: false, problems },
    ];
  }),
];

/** Everything that a test plants. */
export const PLANTED_FAULTS: readonly PlantedFault[] = [
  ...OF_REGIONS,
  ...OF_TABLES,
  ...OF_MOVES,
  ...OF_PROCESSES,
];

/** What differs from a service that has everything, and keeps no move from succeeding. */
export const HARMLESS: readonly ((setUp: BrokenSetUp) => void)[] = [
  (setUp) => {
    setUp.reports = setUp.reports.map((report) => ({
      ...report,
      regions: [sampleSight(REGION_A), sampleSight(REGION_B, 'slow')],
    }));
  },
  (setUp) => {
    setUp.reports = setUp.reports.slice(0, 2);
  },
  (setUp) => {
    setUp.table(REGION_B, 'orders', () => ({ capacity: [warm(90_000)] }));
  },
  (setUp) => {
    setUp.table(REGION_A, 'orders', () => ({ capacity: [units(5)] }));
    setUp.table(REGION_B, 'orders', () => ({ capacity: [{ mode: 'on-demand' }] }));
  },
  (setUp) => {
    setUp.table(REGION_B, 'orders', ({ settings }) => ({
      settings: [...settings, { name: 'encryption', value: 'KMS', weight: 'informs', effect: 'a key.' }],
    }));
    setUp.table(REGION_A, 'orders', ({ settings }) => ({
      settings: [...settings, { name: 'encryption', value: 'AES', weight: 'informs', effect: 'a key.' }],
    }));
  },
  ({ world }) => {
    world.links.lagMs = 900;
  },
  (setUp) => {
    setUp.programs = [
      { name: 'g', url: 'http://10.0.0.5', atMs: 1, kind: 'answers', ready: true, problems: [] },
    ];
  },
];
