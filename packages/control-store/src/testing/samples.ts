import type {
  Acknowledgement,
  AuditEntry,
  Freeze,
  Intent,
  LastMove,
  LeaderRecord,
  ObserverReport,
  ReadinessReport,
} from '@understudy/findings';

/** The wall time of the samples, in ms. */
const NOW_MS = 1_800_000_000_000;

/** One of each kind of what a control store keeps, with every member that may be absent. */
export const SAMPLES = {
  nowMs: NOW_MS,
  report: {
    observer: 'frankfurt',
    place: 'a machine in Frankfurt',
    instance: 'i-1',
    sequence: 7,
    version: '1.4.0',
    topology: 'f00d',
    atMs: NOW_MS,
    doubts: [{ kind: 'late', what: 'The event loop was late by 812 ms.' }],
    regions: [
      {
        region: 'us-east-1',
        condition: 'unreachable',
        write: { condition: 'unreachable', tookMs: 1_500.25, why: 'No answer within 1500 ms.' },
        read: { condition: 'slow', tookMs: 900 },
        missed: 3,
        missedSinceMs: NOW_MS - 3_000,
        seenMs: NOW_MS - 4_000,
      },
    ],
    alerts: [
      {
        name: 'ShopErrors',
        severity: 'page',
        signal: 'application-errors',
        region: 'us-east-1',
        summary: 'One answer in four is an error',
        startedMs: NOW_MS - 20_000,
        heardMs: NOW_MS - 2_000,
        ageMs: 1_500.5,
      },
    ],
  } satisfies ObserverReport,
  leader: {
    observer: 'frankfurt',
    instance: 'i-1',
    token: 'token 1',
    sinceMs: NOW_MS,
  } satisfies LeaderRecord,
  freeze: {
    by: 'ada',
    reason: 'the migration',
    atMs: NOW_MS,
    untilMs: NOW_MS + 3_600_000,
  } satisfies Freeze,
  acknowledgement: {
    by: 'ada',
    comment: 'seen',
    atMs: NOW_MS,
    moveId: 'move-1',
  } satisfies Acknowledgement,
  intent: {
    id: 'intent-1',
    action: {
      kind: 'failover',
      to: 'eu-central-1',
      override: 'us-east-1 is down',
      acceptedLoss: { mostMs: 4_200.5, unknown: ['orders'] },
    },
    by: 'frankfurt',
    reason: 'us-east-1 does not answer',
    atMs: NOW_MS,
    untilMs: NOW_MS + 60_000,
    routeRevision: 12,
    state: 'proposed',
    revision: 1,
    answer: { by: 'ada', comment: 'yes', atMs: NOW_MS },
    outcome: { what: 'Nothing yet.', code: 'UND_MOVES_REFUSED', atMs: NOW_MS },
  } satisfies Intent,
  lastMove: {
    moveId: 'move-1',
    kind: 'failover',
    from: 'us-east-1',
    to: 'eu-central-1',
    epoch: 4,
    automatic: true,
    endedMs: NOW_MS,
  } satisfies LastMove,
  readiness: {
    by: 'frankfurt',
    atMs: NOW_MS,
    verdict: 'action-required',
    items: [
      { name: 'streams', verdict: 'action-required', cause: 'The stream is off.', remedy: 'Switch it on.' },
      { name: 'regions', verdict: 'passed', cause: 'All answer.' },
    ],
  } satisfies ReadinessReport,
  auditEntry: {
    atMs: NOW_MS,
    id: 'i-1/000001',
    by: 'frankfurt',
    kind: 'decision',
    what: 'Nothing is wrong.',
    data: { epoch: 4, regions: { 'us-east-1': { missed: 0, why: null } }, seen: [1, 2.5, 'x', true] },
  } satisfies AuditEntry,
} as const;
