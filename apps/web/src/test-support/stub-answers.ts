import type { AnswerOf, Snapshot } from '@understudy/api-contract';
import { CENTRAL, EAST, NOW_MS } from './idle-snapshot.ts';

/** An hour of figures, the oldest first, one each 10 s. */
function stubHistory(): AnswerOf<'metricsHistory'> {
  const points = Array.from({ length: 360 }, (_, i) => {
    const atMs = NOW_MS - (359 - i) * 10_000;
    const wave = Math.sin(i / 27) + Math.sin(i / 5) / 4;
    return {
      atMs,
      lagMs: 800 + Math.round(wave * 220) + (i > 200 && i < 230 ? 6000 : 0),
      appliedPerSecond: 412 + Math.round(wave * 40),
      writeLookMs: 14,
      failingRatio: i > 204 && i < 216 ? 1 / 3 : 0,
    };
  });
  const lags = points.map(({ lagMs }) => lagMs);
  return {
    everyMs: 10_000,
    sinceMs: NOW_MS - 3_590_000,
    points,
    links: Object.fromEntries(
      ['orders', 'carts', 'stock'].flatMap((table) => [
        [`${table}/${EAST}/${CENTRAL}`, lags],
        [`${table}/${CENTRAL}/${EAST}`, lags.map((lag) => Math.round(lag / 3))],
      ]),
    ),
  };
}

function stubLimits(): AnswerOf<'limits'> {
  return {
    limits: {
      leaseMs: 10_000,
      drift: 0.01,
      attemptTimeoutMs: 1000,
      controlTimeoutMs: 1500,
      writeDeadlineMs: 30_000,
      maxRequestAgeMs: 20_000,
      tombstoneTtlMs: 604_800_000,
      streamQuietMs: 5000,
      maxLagMs: 30_000,
    },
    promotionWaitMs: 11_000,
    orchestrator: {
      automatic: true,
      approval: false,
      approvalLimitMs: 900_000,
      lookEveryMs: 1000,
      lookLimitMs: 1000,
      looks: 3,
      reportEveryMs: 1000,
      leaderTtlMs: 5000,
      pauseMs: 3_600_000,
    },
    versions: ['o-1', 'o-2', 'o-3'].map((program) => ({ program, version: '1.4.0', topology: 'a1b2c3d4' })),
  };
}

const lag = (table: string, lagMs: number) => ({
  link: { table, source: EAST, target: CENTRAL },
  lagMs,
  completeUpToMs: NOW_MS - lagMs,
  contactMs: NOW_MS - 900,
});

function stubPreview(kind: 'switchover' | 'failover', { route }: Snapshot): AnswerOf<'preview'> {
  const writer = route.known ? route.value.writer : EAST;
  const to = writer === EAST ? CENTRAL : EAST;
  const isFailover = kind === 'failover';
  return {
    kind,
    from: writer,
    to,
    atMs: NOW_MS,
    refusals: isFailover
      ? [
          {
            code: 'UND_MOVES_LAG_TOO_HIGH',
            what: 'orders is 41.2 s behind, limit 30 s.',
            remedy: 'Wait until it is below the limit, or accept by name what may be missing.',
          },
        ]
      : [],
    lags: [lag('orders', isFailover ? 41_200 : 800), lag('carts', 2100), lag('stock', 900)],
    parked: ['orders', 'carts', 'stock'].map((table) => ({
      link: { table, source: EAST, target: CENTRAL },
      parked: table === 'stock' ? 1 : 0,
    })),
    waitMs: 11_000,
    loss: { mostMs: isFailover ? 41_200 : 2100, unknown: [] },
    command: `understudy ${kind} ${to}${isFailover ? ' --override WHY' : ''}`,
  };
}

const AUDIT: readonly Omit<AnswerOf<'audit'>['entries'][number], 'entry'>[] = [
  {
    atMs: NOW_MS - 162_000,
    by: 'o-2',
    kind: 'readiness',
    what: 'A move to eu-central-1 would succeed: 18 of 18 checks passed.',
  },
  {
    atMs: NOW_MS - 3_062_000,
    by: 'o-2',
    kind: 'repair',
    what: 'web-5 was replaced in 41 s; its successor serves at both balancers.',
  },
  { atMs: NOW_MS - 12_542_000, by: 'o-2', kind: 'leader', what: 'o-2 leads, after o-1 was stopped.' },
  { atMs: NOW_MS - 18_962_000, by: 'ana', kind: 'directive', what: 'The maintenance of lb-2 ended.' },
  {
    atMs: NOW_MS - 56 * 86_400_000,
    by: 'o-2',
    kind: 'verified',
    what: 'The failover to us-east-1 is verified: 3 of 3 observers and 6 of 6 programs confirm it.',
  },
  {
    atMs: NOW_MS - 56 * 86_400_000 - 31_000,
    by: 'o-2',
    kind: 'move',
    what: 'us-east-1 was promoted in epoch 7 after 21.4 s.',
  },
];

function stubAudit(): AnswerOf<'audit'> {
  return {
    entries: AUDIT.map((line, i) => ({
      entry: `${line.atMs}~i-1.${String(AUDIT.length - i).padStart(6, '0')}`,
      ...line,
    })),
  };
}

function stubDrills(): AnswerOf<'drills'> {
  const seconds = [41, 44, 38, 52, 71, 47, 36, 33, 31, 29, 27, 21.4];
  return {
    scenarios: [
      {
        name: 'region-loss',
        title: 'The writer’s region is lost',
        about: 'Cuts the writer’s region off under load, and lets the orchestrators move the writer.',
        expect: { writer: 'moves', failedWrites: 0, withoutWritesMs: 60_000 },
        command: 'understudy drill run region-loss',
      },
      {
        name: 'slow-standby',
        title: 'The standby is slow',
        about: 'Delays every answer of the standby by two seconds. The writer has to stay.',
        expect: { writer: 'stays', failedWrites: 0, withoutWritesMs: 0 },
        command: 'understudy drill run slow-standby',
      },
    ],
    reports: seconds
      .map((rto, i) => ({
        report: `region-loss-${String(i + 1).padStart(2, '0')}.json`,
        scenario: 'region-loss',
        verdict: rto > 60 ? 'failed' : 'passed',
        startedMs: NOW_MS - (12 - i) * 30 * 86_400_000,
        rtoMs: rto * 1000,
        missingAtPromotion: 140 + i * 3,
      }))
      .reverse(),
  };
}

const LAST_MOVE = {
  moveId: 'm-61c0',
  kind: 'failover',
  from: CENTRAL,
  to: EAST,
  outcome: 'promoted',
  epoch: 7,
  reason: 'A majority of the observers lost eu-central-1.',
  by: 'o-2',
  endedMs: NOW_MS - 56 * 86_400_000,
  tookMs: 21_400,
} as const;

function stubMoves(): AnswerOf<'moves'> {
  return {
    known: true,
    atMs: NOW_MS - 400,
    ageMs: 400,
    value: [LAST_MOVE],
  };
}

function stubMove(): AnswerOf<'move'> {
  const endedMs = NOW_MS - 56 * 86_400_000;
  return {
    ...LAST_MOVE,
    request: { automatic: true, agreeing: ['o-1', 'o-2', 'o-3'], observers: ['o-1', 'o-2', 'o-3'] },
    evidence: ['o-1', 'o-2', 'o-3'].map((by) => ({
      by,
      what: 'eu-central-1 missed 9 looks in a row.',
      atMs: endedMs - 21_000,
    })),
    moments: [
      { name: 'missed', what: 'The first look got no answer.', atMs: endedMs - 24_800 },
      { name: 'claimed', what: 'o-2 claimed the route.', atMs: endedMs - 21_400 },
      { name: 'promoted', what: 'us-east-1 was promoted.', atMs: endedMs },
    ],
    steps: [
      { step: 'claim', attempts: 1, tookMs: 200 },
      { step: 'wait', attempts: 1, tookMs: 11_000 },
      { step: 'promote', attempts: 1, tookMs: 500 },
    ],
    verified: true,
    atRisk: { undrained: [], parked: [] },
    now: { accounted: true, ledger: { open: 0, merged: 148, closed: 4, more: false }, deadLetters: 0 },
    unknown: [],
  };
}

/** What the stub answers to each question that no stream brings. */
export const STUB_ANSWERS = {
  history: stubHistory,
  limits: stubLimits,
  preview: stubPreview,
  audit: stubAudit,
  drills: stubDrills,
  moves: stubMoves,
  move: stubMove,
} as const;
