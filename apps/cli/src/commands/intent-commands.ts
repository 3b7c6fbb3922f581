import {
  defineCommand,
  type CommandContext,
  type CommandInput,
  type CommandSpec,
} from '@understudy/command-line';
import type { Verdict } from '../orchestration/answer-intent.ts';
import { connectControl } from '../orchestration/connect-control.ts';
import type { ConnectControl } from '../orchestration/with-control-store.ts';

const INTENT = {
  name: 'intent',
  description: 'The proposal, by the name that `plan`, alerts and the audit show',
} as const;

const OPTIONS = {
  comment: { value: 'TEXT', description: 'Why; kept with the answer and in the audit', required: true },
  by: { value: 'NAME', description: 'Who answers; the user of the machine unless given' },
  dryRun: { description: 'Show what it would do; change nothing' },
} as const;

/** What both answers have in common. */
const ANSWER = {
  arguments: [INTENT],
  options: OPTIONS,
  changes: true,
  interrupted: 'It is answered, or not: run the same command again, which says so.',
} as const;

type AnswerInput = CommandInput<typeof ANSWER.arguments, typeof ANSWER.options>;

/** `approve` and `reject`: a person's answer to what an orchestrator proposes. */
export function intentCommands(connect: ConnectControl = connectControl): readonly CommandSpec[] {
  const answer =
    (verdict: Verdict) =>
    async ({ file, arguments: { intent }, options }: AnswerInput, context: CommandContext) =>
      connect(file, context, async (opened) =>
        (await import('../orchestration/run-answer.ts')).runAnswer(opened, verdict, intent, options, context),
      );
  const approve = defineCommand({
    name: 'approve',
    summary: 'Let the orchestrators carry out the failover that they propose.',
    description:
      'With `orchestrator.approval` an automatic failover waits for this, up to `orchestrator.approvalLimitMs`. The leader looks again before it begins. Needs the control store alone.',
    ...ANSWER,
    examples: [
      {
        command: 'understudy approve failover-of-epoch-4-1796013153000 --comment "AWS confirms"',
        does: 'Fail over',
      },
      {
        command: 'understudy approve failover-of-epoch-4-1796013153000 --comment "a look" --dry-run',
        does: 'See what it is',
      },
    ],
    run: answer('approve'),
  });
  const reject = defineCommand({
    name: 'reject',
    summary: 'Refuse the failover that the orchestrators propose.',
    description: 'No other one is proposed in this epoch for a day; people may still fail over.',
    ...ANSWER,
    examples: [
      {
        command: 'understudy reject failover-of-epoch-4-1796013153000 --comment "a network test"',
        does: 'The writer stays',
      },
    ],
    run: answer('reject'),
  });
  return [approve, reject];
}
