import { defineCommand, type CommandSpec } from '@understudy/command-line';
import { connectControl } from '../orchestration/connect-control.ts';
import type { ConnectControl } from '../orchestration/with-control-store.ts';

/** `plan` and `watch`: what the orchestrators see, would do and do. They change nothing. */
export function planCommands(connect: ConnectControl = connectControl): readonly CommandSpec[] {
  const plan = defineCommand({
    name: 'plan',
    summary: 'Show what the orchestrators would do now, and what blocks it.',
    description:
      'What each of them sees, whether a failover is wanted, everything that would block one and since when, and all that is wrong. Needs the control store alone.',
    examples: [
      { command: 'understudy plan', does: 'One screen' },
      { command: 'understudy plan -o json', does: 'Everything, for programs' },
    ],
    run: async ({ file }, context) =>
      connect(file, context, async (opened) =>
        (await import('../orchestration/run-plan.ts')).runPlan(opened, context),
      ),
  });
  const watch = defineCommand({
    name: 'watch',
    summary: 'Follow what the orchestrators decide and do, line by line.',
    description:
      'Writes each new entry of the audit as it is made, until Ctrl-C. Needs the control store alone.',
    examples: [{ command: 'understudy watch', does: 'From now on' }],
    interrupted: 'Nothing is changed by watching: orchestrators go on.',
    run: async ({ file }, context) =>
      connect(file, context, async (opened) =>
        (await import('../orchestration/run-watch.ts')).runWatch(opened, context),
      ),
  });
  return [plan, watch];
}
