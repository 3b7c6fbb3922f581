import type { FindingState, Snapshot } from '@understudy/api-contract';
import { CENTRAL, EAST, idleSnapshot, linkOf, NOW_MS, regionOf } from './idle-snapshot.ts';
import { knownPart } from './known-part.ts';
import { runningMove } from './moving-snapshot.ts';

/** After the failover: the writer is the other region, and the lost one is still away. */
export function failedOverSnapshot(): Snapshot {
  const idle = idleSnapshot();
  return {
    ...idle,
    answers: failedOverAnswers(idle.answers),
    route: knownPart(failedOverRoute()),
    regions: knownPart([
      regionOf(EAST, 'standby', ['unreachable', 'unreachable', 'unreachable']),
      regionOf(CENTRAL, 'writer'),
    ]),
    links: knownPart([
      linkOf('orders', CENTRAL, EAST, {
        state: 'unreadable',
        fromWriter: true,
        why: 'us-east-1 does not answer.',
      }),
      linkOf('carts', CENTRAL, EAST, {
        state: 'unreadable',
        fromWriter: true,
        why: 'us-east-1 does not answer.',
      }),
      linkOf('stock', CENTRAL, EAST, {
        state: 'unreadable',
        fromWriter: true,
        why: 'us-east-1 does not answer.',
      }),
      linkOf('orders', EAST, CENTRAL, {
        state: 'silent',
        fromWriter: false,
        ledger: { open: 3, merged: 148, closed: 4, more: false },
      }),
    ]),
    move: knownPart({
      ...runningMove(),
      running: false,
      endedMs: NOW_MS - 240_000,
      steps: runningMove().steps.map((one) => ({ ...one, state: 'done' as const })),
      verification: { verified: true, atMs: NOW_MS - 230_000, missing: [] },
    }),
    findings: knownPart(failedOverFindings()),
  };
}

function failedOverAnswers(idle: Snapshot['answers']): Snapshot['answers'] {
  return {
    ...idle,
    writes: { state: 'succeeding', what: 'Writes to eu-central-1 are succeeding.', failingRatio: 0 },
    writer: {
      state: 'known',
      what: 'eu-central-1 is the writer in epoch 8.',
      region: CENTRAL,
      epoch: 8,
      sinceMs: NOW_MS - 240_000,
    },
    move: {
      ...idle.move,
      what: 'It may not move to us-east-1.',
      switchover: {
        may: 'no',
        what: 'A switchover to us-east-1 would not succeed.',
        to: EAST,
        reasons: [
          { code: 'regions', what: 'us-east-1 does not answer.', remedy: 'Wait until it takes writes.' },
        ],
      },
      failover: {
        may: 'no',
        what: 'A failover to us-east-1 is not possible now.',
        to: EAST,
        reasons: [
          {
            code: 'standby-unhealthy',
            what: 'us-east-1 does not answer 3 of 3 observers.',
            remedy: 'Bring the standby back.',
          },
        ],
      },
      automatic: {
        may: 'no',
        what: 'The orchestrators would not fail over to us-east-1 by themselves now.',
        to: EAST,
        reasons: [
          {
            code: 'standby-unhealthy',
            what: 'us-east-1 does not answer.',
            remedy: 'Bring the standby back.',
          },
        ],
      },
    },
    now: {
      state: 'merging',
      what: 'us-east-1 is being reconciled: it does not answer yet.',
      then: 'When it answers again, its tail is merged by itself.',
      sinceMs: NOW_MS - 240_000,
    },
    advice: {
      what: 'Look at the last move, and acknowledge it.',
      command: 'understudy ack --comment TEXT',
    },
  };
}

function failedOverRoute() {
  return {
    revision: 4188,
    epoch: 8,
    state: 'steady',
    writer: CENTRAL,
    standby: EAST,
    merging: [{ region: EAST, tail: 'unsettled', untilMs: NOW_MS + 60_000 }],
    epochs: [
      { epoch: 7, writer: EAST, fromMs: NOW_MS - 56 * 86_400_000, untilMs: NOW_MS - 240_000 },
      { epoch: 8, writer: CENTRAL, fromMs: NOW_MS - 240_000, untilMs: null },
    ],
  } as const;
}

function failedOverFindings(): readonly FindingState[] {
  return [
    {
      code: 'standby-down',
      subject: EAST,
      severity: 'page',
      title: 'The standby does not answer',
      meaning: 'The service runs on one region: a failover is impossible until the standby is back.',
      action: 'Nothing: the links go on where they stopped when the region is back.',
      firstCommand: 'understudy status',
      sinceMs: NOW_MS - 251_000,
      evidence: ['o-1', 'o-2', 'o-3'].map((by) => ({
        by,
        what: 'us-east-1 missed 9 looks in a row.',
        atMs: NOW_MS - 400,
      })),
    },
    {
      code: 'merging',
      subject: EAST,
      severity: 'notice',
      title: 'A lost region is being reconciled',
      meaning:
        'What the region acknowledged before it was lost is being merged; deletes need tombstones meanwhile.',
      action: 'The leading orchestrator reconciles as far as the regions answer.',
      firstCommand: 'understudy status',
      evidence: [],
    },
  ];
}
