import type { Part, Snapshot } from '@understudy/api-contract';
import { knownValue } from '../answers/known-value.ts';
import { CENTRAL, EAST, idleSnapshot, NOW_MS } from './idle-snapshot.ts';
import { knownPart, unknownPart } from './known-part.ts';
import { failedOverSnapshot } from './failed-over-snapshot.ts';
import { movingSnapshot } from './moving-snapshot.ts';

/** A freeze by a person; nothing moves by itself meanwhile. */
function frozenSnapshot(): Snapshot {
  const idle = idleSnapshot();
  const freeze = {
    by: 'ana',
    reason: 'The migration to version 1.8.',
    atMs: NOW_MS - 1_800_000,
    untilMs: NOW_MS + 5_400_000,
  };
  return {
    ...idle,
    modes: [
      {
        mode: 'frozen',
        what: 'Frozen by ana: the migration to version 1.8.',
        by: 'ana',
        untilMs: freeze.untilMs,
        outlived: false,
      },
    ],
    directives: knownPart({
      freeze,
      maintenance: [{ ...freeze, subject: 'lb-2', reason: 'A new kernel.', untilMs: NOW_MS - 60_000 }],
      acknowledgements: [],
    }),
    answers: {
      ...idle.answers,
      move: {
        ...idle.answers.move,
        automatic: {
          may: 'no',
          what: 'The orchestrators would not fail over to eu-central-1 by themselves now.',
          to: CENTRAL,
          reasons: [
            {
              code: 'frozen',
              what: 'Frozen by ana until 16:01.',
              remedy: 'Lift the freeze with `understudy unfreeze`.',
            },
          ],
        },
      },
    },
  };
}

/** The control store does not answer: writes go on by the fences, and nothing can be moved. */
function failsafeSnapshot(): Snapshot {
  const idle = idleSnapshot();
  const why = 'The control store in eu-west-1 does not answer: connection refused.';
  const last = <Value>(part: Part<Value>): Part<Value> => unknownPart(why, knownValue(part));
  const none = {
    may: 'no',
    what: 'The control store does not answer: the writer can not be moved.',
    reasons: [{ code: 'route-unseen', what: why, remedy: 'Bring the control store back.' }],
  } as const;
  return {
    ...idle,
    answers: {
      writes: {
        state: 'unknown',
        what: 'Whether writes to us-east-1 are failing is unknown: the control store does not answer and what the observers see is not known.',
      },
      writer: {
        state: 'unknown',
        what: 'us-east-1 was the writer in epoch 7, when the route was read last.',
        region: EAST,
        epoch: 7,
      },
      move: { what: none.what, switchover: none, failover: none, automatic: none, back: none },
      now: {
        state: 'unknown',
        what: 'What happens now is not known: the control store does not answer.',
        then: 'Writers go on by the fence of their region.',
      },
      advice: {
        what: 'Bring the control store back, or find out what keeps this machine from it.',
        command: 'understudy check',
      },
    },
    modes: [
      {
        mode: 'failsafe',
        what: 'Writers go on by the fence of their region, and the writer cannot be moved.',
        outlived: false,
      },
    ],
    route: last(idle.route),
    regions: last(idle.regions),
    decision: last(idle.decision),
    readiness: last(idle.readiness),
    intents: last(idle.intents),
    move: last(idle.move),
    directives: last(idle.directives),
    orchestrators: last(idle.orchestrators),
    findings: last(idle.findings),
    alerts: last(idle.alerts),
  };
}

/** A service without servers, programs and moves, seen for the first time. */
function emptySnapshot(): Snapshot {
  const idle = idleSnapshot();
  const why = 'No orchestrator has evaluated it yet.';
  return {
    ...idle,
    service: { ...idle.service, tables: [], servers: false, programs: false, orchestrators: false },
    links: knownPart([]),
    regions: knownPart(
      idle.regions.known
        ? idle.regions.value.map((region) => ({ ...region, observedBy: [], answering: 0, against: 0 }))
        : [],
    ),
    servers: unknownPart<never>('The topology declares no servers.'),
    repairs: unknownPart<never>('The topology declares no servers.'),
    programs: knownPart([]),
    readiness: unknownPart<never>(why),
    decision: unknownPart<never>(why),
    orchestrators: knownPart({ automatic: false, approval: false, orchestrators: [] }),
    modes: [
      {
        mode: 'automatic-off',
        what: 'No orchestrators are declared: nothing moves by itself.',
        outlived: false,
      },
    ],
    answers: {
      ...idle.answers,
      writes: {
        state: 'unknown',
        what: 'Whether writes are failing is unknown: no orchestrators are declared. us-east-1 answers reads of this machine.',
      },
      move: {
        ...idle.answers.move,
        what: 'Whether it may move is unknown.',
        switchover: {
          may: 'unknown',
          what: 'Whether a switchover to eu-central-1 would succeed was not evaluated yet.',
          to: CENTRAL,
          reasons: [],
        },
        automatic: {
          may: 'no',
          what: 'No orchestrators are declared: nothing moves by itself.',
          reasons: [],
        },
      },
    },
  };
}

/** Nothing could be read yet. */
function unknownSnapshot(): Snapshot {
  const idle = idleSnapshot();
  const why = 'It has not been read yet.';
  const unread = unknownPart<never>(why);
  const none = { may: 'unknown', what: 'Whether it may move is unknown.', reasons: [] } as const;
  return {
    ...idle,
    answers: {
      writes: {
        state: 'unknown',
        what: 'Whether writes are failing is unknown: the route has not been read yet.',
      },
      writer: { state: 'unknown', what: 'Who the writer is is unknown: the route has not been read yet.' },
      move: { what: none.what, switchover: none, failover: none, automatic: none, back: none },
      now: {
        state: 'unknown',
        what: 'What happens now is not known.',
        then: 'It is read again each second.',
      },
      advice: {
        what: 'Find out what keeps this machine from the control store.',
        command: 'understudy check',
      },
    },
    route: unread,
    regions: unread,
    links: unread,
    findings: unread,
    decision: unread,
    readiness: unread,
    intents: unread,
    move: unread,
    directives: unread,
    orchestrators: unread,
    programs: unread,
    alerts: unread,
    servers: unread,
    repairs: unread,
  };
}

/** On a local cloud, of which two regions are broken on purpose. */
function brokenSnapshot(): Snapshot {
  const idle = idleSnapshot();
  return { ...idle, service: { ...idle.service, localCloud: true } };
}

/** The states of a service in which every page is looked at. */
export const SNAPSHOT_STATES = {
  idle: idleSnapshot,
  moving: movingSnapshot,
  'failed-over': failedOverSnapshot,
  frozen: frozenSnapshot,
  failsafe: failsafeSnapshot,
  empty: emptySnapshot,
  unknown: unknownSnapshot,
  broken: brokenSnapshot,
} as const satisfies Readonly<Record<string, () => Snapshot>>;
