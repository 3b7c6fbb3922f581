import { defineCommand, type CommandSpec } from '@understudy/command-line';
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

const INTERRUPTED = 'It is answered, or not: run the same command again, which says so.';

/** `approve` and `reject`: a person's answer to what an orchestrator proposes. */
export function intentCommands(connect: ConnectControl = connectControl): readonly CommandSpec[] {
  const approve = defineCommand({
    name: 'approve',
    summary: 'Let the orchestrators carry out the failover that they propose.',
    description:
      'With `orchestrator.approval` an automatic failover waits for this, up to `orchestrator.approvalLimitMs`. The leader looks again before it begins. Needs the control store alone.',
    arguments: [INTENT],
    options: OPTIONS,
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
    changes: true,
    interrupted: INTERRUPTED,
    run: async ({ file, arguments: { intent }, options }, context) =>
      connect(file, context, async (opened) =>
        (await import('../orchestration/run-answer.ts')).runAnswer(
          opened,
          'approve',
          intent,
          options,
          context,
        ),
      ),
  });
  const reject = defineCommand({
    name: 'reject',
    summary: 'Refuse the failover that the orchestrators propose.',
    description: 'No other one is proposed in this epoch; people may still fail over.',
    arguments: [INTENT],
    options: OPTIONS,
    examples: [
      {
        command: 'understudy reject failover-of-epoch-4-1796013153000 --comment "a network test"',
        does: 'The writer stays',
      },
    ],
    changes: true,
    interrupted: INTERRUPTED,
    run: async ({ file, arguments: { intent }, options }, context) =>
      connect(file, context, async (opened) =>
        (await import('../orchestration/run-answer.ts')).runAnswer(
          opened,
          'reject',
          intent,
          options,
          context,
        ),
      ),
  });
  return [approve, reject];
}
