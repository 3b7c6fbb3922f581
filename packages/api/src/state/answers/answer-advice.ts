import type { FiveAnswers, MoveState } from '@understudy/api-contract';
import { FINDINGS, type BlockCode } from '@understudy/findings';
import type { Facts } from '../facts.ts';

type Advice = FiveAnswers['advice'];
type Before = Pick<FiveAnswers, 'now' | 'move' | 'writes'>;

const DONT_RESTART =
  'Do not restart the applications or their servers: their writes wait and go on by themselves.';

/** While one of these holds, the writer may well be alive. */
const OF_EVIDENCE: ReadonlySet<string> = new Set<BlockCode>([
  'no-majority',
  'one-place',
  'writes-replicate',
  'programs-reach-writer',
]);

/** What should I do? */
export function answerAdvice(facts: Facts, { now, move, writes }: Before, state: MoveState | null): Advice {
  switch (now.state) {
    case 'moving':
      return { what: 'Wait: the move ends by itself.', command: 'understudy watch', dont: DONT_RESTART };
    case 'proposed':
      return proposal(facts);
    case 'asked':
      return { what: 'Follow it.', command: 'understudy watch' };
    case 'wanted':
      return wanted(facts, move);
    case 'unknown':
      return unknown(facts);
    default:
      return aboutLastMove(state) ?? aboutWrites(writes, move) ?? aboutFindings(facts);
  }
}

function proposal({ control }: Facts): Advice {
  const intent =
    control?.kind === 'seen' ? control.value.intents.find(({ state }) => state === 'proposed') : undefined;
  return {
    what: 'Approve or reject what is proposed.',
    ...(intent !== undefined && { command: `understudy approve ${intent.id} --comment TEXT` }),
    dont: DONT_RESTART,
  };
}

function wanted({ decided }: Facts, { failover }: FiveAnswers['move']): Advice {
  if (decided?.decision.acts === true)
    return { what: 'Wait: the orchestrators fail over.', command: 'understudy watch', dont: DONT_RESTART };
  if (decided?.decision.blocks.some(({ code }) => OF_EVIDENCE.has(code)) === true)
    return {
      what: 'Look at what each observer sees: the evidence does not ask for a failover yet.',
      command: 'understudy plan',
      dont: DONT_RESTART,
    };
  const command = `understudy failover ${failover.to ?? 'REGION'}`;
  if (failover.may === 'yes')
    return { what: 'Remove what blocks it, or fail over yourself.', command, dont: DONT_RESTART };
  if (failover.may === 'with-override')
    return {
      what: 'Look at what the standby may lack; if the writer stays away, accept that and fail over.',
      command: `${command} --override WHY`,
      dont: DONT_RESTART,
    };
  const [first] = failover.reasons;
  return { what: first?.remedy ?? 'Remove what blocks it.', command: 'understudy plan', dont: DONT_RESTART };
}

function unknown({ route, topology }: Facts): Advice {
  if (route.kind === 'unseen')
    return {
      what: 'Bring the control store back, or find out what keeps this machine from it.',
      command: 'understudy check',
    };
  return topology.orchestrator === undefined
    ? { what: 'Nothing to do.' }
    : { what: 'Start the orchestrators.', command: 'understudy orchestrator run --name NAME' };
}

function aboutLastMove(move: MoveState | null): Advice | undefined {
  if (move?.verification?.verified !== false) return undefined;
  return {
    what: `The last move was not verified: ${move.verification.missing[0] ?? 'it does not say why'}`,
    command: `understudy report ${move.moveId ?? ''}`.trim(),
  };
}

function aboutWrites(
  { state }: FiveAnswers['writes'],
  { failover }: FiveAnswers['move'],
): Advice | undefined {
  if (state !== 'failing') return undefined;
  return {
    what: 'Look at what each observer sees. If the writer stays away, fail over.',
    command: failover.may === 'no' ? 'understudy plan' : `understudy failover ${failover.to ?? 'REGION'}`,
    dont: DONT_RESTART,
  };
}

function aboutFindings({ decided }: Facts): Advice {
  const first = decided?.decision.findings[0];
  const spec = first !== undefined && Object.hasOwn(FINDINGS, first.code) ? FINDINGS[first.code] : undefined;
  if (spec === undefined || first === undefined) return { what: 'Nothing to do.' };
  if (spec.severity === 'notice') return { what: 'Nothing to do: it ends by itself.' };
  return { what: `${spec.title}: ${first.subject}. ${spec.meaning}`, command: spec.firstCommand };
}
