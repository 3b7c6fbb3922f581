import type { MoveState, MoveStepState, Snapshot } from '@understudy/api-contract';
import { CENTRAL, EAST, idleSnapshot, linkOf, NOW_MS, regionOf } from './idle-snapshot.ts';
import { knownPart } from './known-part.ts';

const MISSED_MS = NOW_MS - 11_700;
const CLAIMED_MS = NOW_MS - 8300;

const step = (
  name: string,
  state: MoveStepState['state'],
  what: string,
  more: Partial<MoveStepState> = {},
): MoveStepState => ({
  name,
  kind: 'protocol',
  state,
  what,
  pointOfNoReturn: name === 'promote',
  ...more,
});

/** A failover that waits for the leases. */
export function runningMove(): MoveState {
  return {
    running: true,
    kind: 'failover',
    from: EAST,
    to: CENTRAL,
    moveId: 'm-7f3a',
    epoch: 8,
    reason: 'A majority of the observers lost us-east-1.',
    automatic: true,
    claimedMs: CLAIMED_MS,
    steps: [
      step('claim', 'done', 'The route is claimed: writes wait from now on.', {
        begunMs: CLAIMED_MS - 200,
        endedMs: CLAIMED_MS,
      }),
      step('fence', 'done', 'eu-central-1 is fenced. us-east-1 does not answer: the move goes on.', {
        begunMs: CLAIMED_MS,
        endedMs: CLAIMED_MS + 3100,
        limitMs: 5000,
        attempt: 2,
        attempts: 2,
      }),
      step('wait', 'running', 'All leases expire, so that no earlier write is under way.', {
        begunMs: CLAIMED_MS + 3100,
        limitMs: 11_000,
        by: 'o-2',
      }),
      step('drain', 'waiting', 'The links apply what they can still read of us-east-1.', { limitMs: 5000 }),
      step('promote', 'waiting', 'eu-central-1 becomes the writer.', { limitMs: 1500 }),
      {
        ...step('warm-caches', 'waiting', 'Runs /usr/local/bin/warm-caches.', {
          limitMs: 20_000,
          required: false,
        }),
        kind: 'hook',
      },
      step('verify', 'waiting', 'Observers and programs confirm that eu-central-1 takes writes.', {
        limitMs: 10_000,
      }),
    ],
  };
}

/** The writer died, and the orchestrators move it. */
export function movingSnapshot(): Snapshot {
  const idle = idleSnapshot();
  return {
    ...idle,
    answers: movingAnswers(),
    route: knownPart(movingRoute()),
    regions: knownPart([
      regionOf(EAST, 'leaving', ['unreachable', 'unreachable', 'unreachable']),
      regionOf(CENTRAL, 'entering'),
    ]),
    links: knownPart([
      linkOf('orders', EAST, CENTRAL, { state: 'silent', lagMs: 12_400 }),
      linkOf('carts', EAST, CENTRAL, { state: 'silent', lagMs: 12_100 }),
      linkOf('stock', EAST, CENTRAL, { state: 'silent', lagMs: 12_600 }),
      linkOf('orders', CENTRAL, EAST, { state: 'unreadable', why: 'us-east-1 does not answer.' }),
    ]),
    move: knownPart(runningMove()),
    decision: knownPart({
      by: 'o-2',
      atMs: NOW_MS - 400,
      acts: false,
      wanted: {
        from: EAST,
        to: CENTRAL,
        observers: ['o-1', 'o-2', 'o-3'],
        agreeing: ['o-1', 'o-2', 'o-3'],
        missedSinceMs: MISSED_MS,
        writerSeenMs: MISSED_MS,
      },
      blocks: [{ code: 'move-under-way', what: 'A failover is under way.', remedy: 'Wait for its end.' }],
    }),
    findings: knownPart([writerDown()]),
  };
}

function movingAnswers(): Snapshot['answers'] {
  const none = { may: 'no', what: 'A failover to eu-central-1 is under way.', reasons: [] } as const;
  return {
    writes: {
      state: 'waiting',
      what: 'Writes wait while the writer moves to eu-central-1.',
      sinceMs: CLAIMED_MS,
    },
    writer: {
      state: 'moving',
      what: 'The writer moves from us-east-1 to eu-central-1.',
      region: EAST,
      next: CENTRAL,
      epoch: 7,
    },
    move: { what: none.what, switchover: none, failover: none, automatic: none, back: none },
    now: {
      state: 'moving',
      what: 'A failover from us-east-1 to eu-central-1 is under way.',
      then: 'When us-east-1 answers again, what it had acknowledged and eu-central-1 lacks is merged.',
      sinceMs: CLAIMED_MS,
    },
    advice: {
      what: 'Wait: the move ends by itself.',
      command: 'understudy watch',
      dont: 'Do not restart the applications or their servers: their writes wait and go on by themselves.',
    },
  };
}

function movingRoute() {
  return {
    revision: 4184,
    epoch: 7,
    state: 'moving',
    writer: EAST,
    standby: CENTRAL,
    move: {
      moveId: 'm-7f3a',
      kind: 'failover',
      from: EAST,
      to: CENTRAL,
      step: 'fenced',
      claimedMs: CLAIMED_MS,
      reason: 'A majority of the observers lost us-east-1.',
    },
    merging: [],
    epochs: [{ epoch: 7, writer: EAST, fromMs: NOW_MS - 56 * 86_400_000, untilMs: null }],
  } as const;
}

/** What the observers find of the region that is lost. */
function writerDown() {
  return {
    code: 'writer-down',
    subject: EAST,
    severity: 'page',
    title: 'The writer does not answer',
    meaning: 'Observers get no answer from DynamoDB in the region that takes the writes.',
    action: 'Where a majority of the observers agrees and nothing vetoes it, the standby is promoted.',
    firstCommand: 'understudy plan',
    sinceMs: MISSED_MS,
    evidence: ['o-1', 'o-2', 'o-3'].map((by) => ({
      by,
      what: 'us-east-1 missed 9 looks in a row.',
      atMs: NOW_MS - 400,
    })),
  } as const;
}
