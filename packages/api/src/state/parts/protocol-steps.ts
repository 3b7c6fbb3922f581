import type { MoveStepState } from '@understudy/api-contract';
import { promotionWaitMs, type Limits } from '@understudy/core';
import type { MoveVerification } from '@understudy/findings';
import type { MoveKind, MoveStep } from '@understudy/route';

/** How far a move has come, and when each step was seen to begin. */
export interface ProtocolProgress {
  readonly kind: MoveKind;
  readonly from: string;
  readonly to: string;
  /** The route's step; `promoted`: the verification is under way. */
  readonly at: MoveStep | 'unclaimed' | 'promoted' | 'ended' | 'aborted';
  readonly limits: Limits;
  readonly stepsSeenMs: Readonly<Record<string, number>>;
  readonly claimedMs?: number;
  readonly endedMs?: number;
  readonly verification?: MoveVerification;
}

/** A mover gives the fences, and the links of a failover, so long. In ms. */
const FENCE_LIMIT_MS = 5_000;
const TAIL_LIMIT_MS = 5_000;

/** What is done by the time that the route shows a step: `claimed` was reached by the claim, and the fence follows. */
const DONE_AT: Readonly<Record<ProtocolProgress['at'], number>> = {
  unclaimed: 0,
  claimed: 1,
  fenced: 2,
  waited: 3,
  drained: 4,
  promoted: 5,
  ended: 6,
  aborted: 0,
};

/** The step of the route at which each of the protocol's steps begins. */
const BEGINS_AT: readonly (MoveStep | undefined)[] = [
  undefined,
  'claimed',
  'fenced',
  'waited',
  'drained',
  undefined,
];

/** The steps of the protocol and the verification, each with its state. Pure. */
export function protocolSteps(progress: ProtocolProgress): readonly MoveStepState[] {
  const { at, verification, stepsSeenMs, claimedMs, endedMs } = progress;
  const done = DONE_AT[at];
  const isUnderWay = at !== 'unclaimed' && at !== 'ended' && at !== 'aborted';
  return stepsOf(progress).map((step, index): MoveStepState => {
    const begins = BEGINS_AT[index];
    const begunMs = index === 1 ? claimedMs : begins === undefined ? undefined : stepsSeenMs[begins];
    const isRunning = isUnderWay && index === done;
    const state = at === 'aborted' ? 'skipped' : index < done ? 'done' : isRunning ? 'running' : 'waiting';
    const isVerify = step.name === 'verify';
    return {
      ...step,
      kind: 'protocol',
      state: isVerify && verification !== undefined ? (verification.verified ? 'done' : 'failed') : state,
      pointOfNoReturn: step.name === 'promote',
      ...(isUnderWay && begunMs !== undefined && index <= done && { begunMs }),
      ...(step.name === 'promote' && endedMs !== undefined && { endedMs }),
      ...(isVerify && endedMs !== undefined && { begunMs: endedMs }),
      ...(isVerify && verification !== undefined && { endedMs: verification.atMs }),
    };
  });
}

function stepsOf({
  kind,
  from,
  to,
  limits,
}: ProtocolProgress): readonly Pick<MoveStepState, 'name' | 'what' | 'limitMs'>[] {
  return [
    { name: 'claim', what: 'The route is claimed: writes wait from now on.' },
    { name: 'fence', what: 'The write fences are set in the regions.', limitMs: FENCE_LIMIT_MS },
    {
      name: 'wait',
      what: 'All leases expire, so that no earlier write is under way.',
      limitMs: promotionWaitMs(limits),
    },
    {
      name: 'drain',
      what:
        kind === 'switchover'
          ? `The links apply everything that ${from} had acknowledged.`
          : `The links apply what they can still read of ${from}.`,
      ...(kind === 'failover' && { limitMs: TAIL_LIMIT_MS }),
    },
    { name: 'promote', what: `${to} becomes the writer.` },
    { name: 'verify', what: `Observers and programs confirm that ${to} takes writes.` },
  ];
}
