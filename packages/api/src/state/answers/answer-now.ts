import type { FiveAnswers, MoveState } from '@understudy/api-contract';
import { describeAction, FINDINGS, type Intent } from '@understudy/findings';
import type { Facts } from '../facts.ts';

type Now = FiveAnswers['now'];

/** What happens now, and what follows by itself? The most pressing first. */
export function answerNow(facts: Facts, move: MoveState | null): Now {
  if (facts.route.kind === 'unseen') return unknown(facts);
  if (move?.running === true) return moving(move);
  return (
    proposed(facts) ??
    asked(facts) ??
    wanted(facts) ??
    merging(facts) ??
    repairing(facts) ??
    findings(facts) ??
    idle(facts)
  );
}

function unknown({ topology }: Facts): Now {
  return {
    state: 'unknown',
    what: 'The control store does not answer: what happens now is not known.',
    then:
      topology.orchestrator === undefined
        ? 'Nothing moves until it answers.'
        : 'The writer stays where it is: nothing can move it until the control store answers.',
  };
}

function moving({ kind, from, to, steps, claimedMs, endedMs, stopsBy }: MoveState): Now {
  const running = steps.find(({ state }) => state === 'running');
  const sinceMs = claimedMs ?? running?.begunMs;
  const isPromoted = endedMs !== undefined;
  return {
    state: 'moving',
    what:
      running === undefined
        ? `A ${kind} from ${from} to ${to} is under way.`
        : `A ${kind} from ${from} to ${to} is under way: ${running.name}. ${running.what}`,
    then: isPromoted
      ? 'The orchestrators verify it; where something is missing, they say what.'
      : `${to} takes writes once it is promoted; the writes that wait go on there. ${stopsBy ?? ''}`.trim(),
    ...(sinceMs !== undefined && { sinceMs }),
  };
}

function intentOf(facts: Facts, states: readonly Intent['state'][]): Intent | undefined {
  if (facts.control?.kind !== 'seen') return undefined;
  return facts.control.value.intents.find(
    ({ state, untilMs }) => states.includes(state) && (state === 'taken' || untilMs > facts.nowMs),
  );
}

function proposed(facts: Facts): Now | undefined {
  const intent = intentOf(facts, ['proposed']);
  if (intent === undefined) return undefined;
  return {
    state: 'proposed',
    what: `${intent.by} proposes a ${describeAction(intent)}: ${intent.reason}.`.replace('..', '.'),
    then: 'It waits for a person: nothing moves until it is approved.',
    sinceMs: intent.atMs,
    untilMs: intent.untilMs,
  };
}

function asked(facts: Facts): Now | undefined {
  const intent = intentOf(facts, ['open', 'taken']);
  if (intent === undefined) return undefined;
  const { leading } = facts;
  return {
    state: 'asked',
    what:
      intent.answer === undefined
        ? `${intent.by} asked for a ${describeAction(intent)}.`
        : `${intent.answer.by} approved the ${describeAction(intent)} that ${intent.by} proposed.`,
    then:
      leading === undefined
        ? 'No orchestrator leads: it begins once one does, or expires.'
        : intent.state === 'open'
          ? `${leading.observer} leads and begins it.`
          : `${leading.observer} leads and carries it out.`,
    sinceMs: intent.atMs,
    untilMs: intent.untilMs,
  };
}

function wanted({ decided }: Facts): Now | undefined {
  const decision = decided?.decision;
  if (decision?.wanted === undefined) return undefined;
  const { from, to, agreeing, observers } = decision.wanted;
  const sinceMs = decided?.wantedSinceMs;
  const what = `${from} is lost for ${String(agreeing.length)} of ${String(observers.length)} observers.`;
  const first = decision.blocks[0];
  return {
    state: 'wanted',
    what,
    then: decision.acts
      ? `The orchestrators fail over to ${to} now.`
      : first === undefined
        ? `A failover to ${to} is decided on.`
        : `A failover to ${to} is wanted, and blocked: ${first.what}`,
    ...(sinceMs !== undefined && { sinceMs }),
  };
}

function merging({ route }: Facts): Now | undefined {
  const entry = route.kind === 'seen' ? route.value.route.merging[0] : undefined;
  if (entry === undefined) return undefined;
  return {
    state: 'merging',
    what: `What ${entry.region} acknowledged before it was left is reconciled.`,
    then:
      entry.tail === 'unsettled'
        ? `It goes on once ${entry.region} answers and its links have read the rest.`
        : 'It ends by itself once no earlier request can be applied any more.',
    untilMs: entry.untilMs,
  };
}

function repairing({ control }: Facts): Now | undefined {
  if (control?.kind !== 'seen') return undefined;
  const attempt = control.value.repairs
    .map(({ attempts }) => attempts.at(-1))
    .find((last) => last?.state === 'begun');
  if (attempt === undefined) return undefined;
  return {
    state: 'repairing',
    what: `${attempt.server} is repaired (${attempt.rung}): ${attempt.reason}`,
    then: `${attempt.by} verifies it; where that fails, the next repair follows.`,
    sinceMs: attempt.atMs,
  };
}

function findings({ decided }: Facts): Now | undefined {
  const found = decided?.decision.findings ?? [];
  const [first, ...rest] = found;
  if (first === undefined) return undefined;
  const spec = Object.hasOwn(FINDINGS, first.code) ? FINDINGS[first.code] : undefined;
  const more = rest.length === 0 ? '' : ` (and ${String(rest.length)} more)`;
  const sinceMs = decided?.findingsSinceMs[`${first.code} ${first.subject}`];
  return {
    state: 'findings',
    what: `${spec?.title ?? first.code}: ${first.subject}${more}.`,
    then: spec?.action ?? 'The leading orchestrator knows what it does about it.',
    ...(sinceMs !== undefined && { sinceMs }),
  };
}

function idle({ topology, decided, leading }: Facts): Now {
  if (topology.orchestrator === undefined)
    return {
      state: 'idle',
      what: 'Nothing is under way.',
      then: 'Nothing moves by itself: no orchestrators are declared.',
    };
  if (leading === undefined || decided === undefined)
    return {
      state: 'unknown',
      what: 'No orchestrator leads: what is wrong is not known.',
      then: 'Nothing moves by itself until one leads.',
    };
  return {
    state: 'idle',
    what: 'Nothing is wrong.',
    then: `${leading.observer} leads and watches.`,
  };
}
