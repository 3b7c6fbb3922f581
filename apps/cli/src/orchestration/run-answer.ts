import type { CommandContext } from '@understudy/command-line';
import { describeAction, describeState, type Intent } from '@understudy/findings';
import { CliError } from '../errors.ts';
import { timeText } from '../time-text.ts';
import { answerIntent, type Verdict } from './answer-intent.ts';
import { findIntent } from './find-intent.ts';
import { readOperator } from './read-operator.ts';
import { recordEntry } from './record-entry.ts';
import { requireWords } from './require-words.ts';
import type { OpenedControl } from './with-control-store.ts';

export interface AnswerRequest {
  readonly comment: string;
  readonly by: string | undefined;
  readonly dryRun: boolean;
}

const DONE: Readonly<Record<Verdict, readonly [done: string, would: string]>> = {
  approve: ['Approved', 'Would approve'],
  reject: ['Rejected', 'Would reject'],
};

/**
 * Answers a proposed intent, on the condition that no other process has changed it.
 * @throws CommandLineError for a blank comment and a missing name; CliError `UND_CLI_INTENT_UNKNOWN`,
 * `UND_CLI_INTENT_NOT_PROPOSED`, `UND_CLI_INTENT_EXPIRED`, `UND_CLI_INTENT_CHANGED`, and as `recordEntry` says; what the
 * store throws
 */
export async function runAnswer(
  { store }: Pick<OpenedControl, 'store'>,
  verdict: Verdict,
  id: string,
  request: AnswerRequest,
  context: CommandContext,
): Promise<void> {
  const comment = requireWords('comment', request.comment);
  const by = readOperator(request.by, context.user);
  const { dryRun } = request;
  const intent = findIntent((await store.read(context.signal)).intents, id);
  const next = answerIntent(intent, { verdict, by, comment, atMs: context.clock.wallMs() });
  if (!dryRun) {
    const { won, intent: now } = await store.updateIntent(next, intent.revision);
    if (!won) throw changed(now);
  }
  const [done, would] = DONE[verdict];
  const action = describeAction(intent);
  context.result({ intent: next, dryRun }, () =>
    [
      `${dryRun ? would : done} the ${action} (${id}).`,
      ...(dryRun || verdict === 'reject' ? [] : [`The leader begins it, until ${timeText(intent.untilMs)}.`]),
    ].join('\n'),
  );
  if (dryRun) return;
  const what = `${done} the ${action} (${id}): ${comment}`;
  await recordEntry(store, { by, kind: 'intent', what, data: { intent: next } }, context);
}

function changed(intent: Intent): CliError {
  return new CliError('UND_CLI_INTENT_CHANGED', {
    what: `Another process changed the intent ${intent.id} first. It is ${describeState(intent)}.`,
    details: { intent },
  });
}
