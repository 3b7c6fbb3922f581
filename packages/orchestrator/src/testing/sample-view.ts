import type {
  LinkSight,
  ObserverReport,
  Policy,
  RegionCondition,
  RegionSight,
  SeenReport,
  ServiceView,
} from '@understudy/findings';

export const EAST = 'us-east-1';
export const WEST = 'eu-central-1';

/** Wall time in ms of every sample. */
export const AT_MS = 1_800_000_000_000;

export const samplePolicy: Policy = {
  automatic: true,
  observers: [
    { name: 'orch-1', place: 'newark' },
    { name: 'orch-2', place: 'frankfurt' },
    { name: 'orch-3', place: 'london' },
  ],
  approval: false,
  approvalLimitMs: 300_000,
  lookEveryMs: 500,
  lookLimitMs: 1_000,
  looks: 3,
  reportEveryMs: 1_000,
  leaderTtlMs: 4_000,
  pauseMs: 3_600_000,
  programs: [],
  maxLagMs: 30_000,
};

/** A region as one observer sees it: it answers, or misses `missed` looks, the first 2 s ago. */
export function sampleSight(
  region: string,
  condition: RegionCondition = 'answering',
  missed?: number,
): RegionSight {
  const answers = condition === 'answering' || condition === 'slow';
  const counted = missed ?? (answers ? 0 : 3);
  const look = { condition, tookMs: 3, ...(!answers && { why: 'connect ECONNREFUSED' }) };
  return {
    region,
    condition,
    write: look,
    read: look,
    missed: counted,
    seenMs: answers ? AT_MS - 200 : AT_MS - 2_500,
    ...(counted > 0 && { missedSinceMs: AT_MS - 2_000 }),
  };
}

export function sampleReport(
  observer: string,
  {
    change = {},
    east = sampleSight(EAST),
    west = sampleSight(WEST),
    ageMs = 300,
  }: {
    readonly change?: Partial<ObserverReport>;
    readonly east?: RegionSight;
    readonly west?: RegionSight;
    readonly ageMs?: number;
  } = {},
): SeenReport {
  const place = samplePolicy.observers.find(({ name }) => name === observer)?.place ?? 'elsewhere';
  const report = {
    observer,
    place,
    instance: `${observer}-a`,
    sequence: 7,
    version: '1.2.0',
    topology: 'a1',
    atMs: AT_MS - ageMs,
    doubts: [],
    regions: [east, west],
    ...change,
  };
  return { report, ageMs };
}

export const sampleLink: LinkSight = {
  link: { table: 'orders', source: EAST, target: WEST },
  lagMs: 0,
  completeUpToMs: AT_MS - 3_000,
  contactMs: AT_MS - 2_600,
  newestWriteMs: AT_MS - 2_700,
  newestWriteAgeMs: 2_000,
  parked: 0,
};

/** A service where all is well, whose writer is the east, seen by three observers; with `change`. */
export function sampleView(change: Partial<ServiceView> = {}): ServiceView {
  return {
    atMs: AT_MS,
    leader: 'orch-1',
    regions: [EAST, WEST],
    policy: samplePolicy,
    route: {
      kind: 'seen',
      snapshot: {
        revision: 4,
        route: {
          phase: 'steady',
          regions: [EAST, WEST],
          epoch: 1,
          writer: EAST,
          merging: [],
          epochs: [
            { epoch: 1, writer: EAST, fromMs: AT_MS - 86_400_000, untilMs: null, mergingWasEmpty: true },
          ],
        },
      },
    },
    reports: samplePolicy.observers.map(({ name }) => sampleReport(name)),
    links: [sampleLink],
    programs: [],
    directives: { maintenance: [], acknowledgements: [] },
    intents: [],
    ...change,
  };
}

/** The same with a writer that `missing` of the three observers miss. */
export function viewWithoutWriter(missing = 3, change: Partial<ServiceView> = {}): ServiceView {
  const reports = samplePolicy.observers.map(({ name }, index) =>
    sampleReport(name, index < missing ? { east: sampleSight(EAST, 'unreachable') } : {}),
  );
  return sampleView({ reports, ...change });
}
