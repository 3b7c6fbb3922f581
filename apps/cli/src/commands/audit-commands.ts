import { defineCommand, type CommandSpec } from '@understudy/command-line';
import { connectControl } from '../orchestration/connect-control.ts';
import type { ConnectControl } from '../orchestration/with-control-store.ts';

/** `audit` and `history`: what happened, and who was the writer when. They change nothing. */
export function auditCommands(connect: ConnectControl = connectControl): readonly CommandSpec[] {
  const audit = defineCommand({
    name: 'audit',
    summary: 'Show who did what, the newest first.',
    description:
      'Decisions of orchestrators, moves and their steps, and what people ordered. One line each; -o wide cuts nothing, -o json has everything that a decision rests on.',
    options: {
      since: {
        value: 'TIME',
        description: 'Of this long before now, such as 30m, 24h or 7d',
        kind: { duration: ['1s', '3660d'] },
      },
      limit: { value: 'N', description: 'Entries at most', kind: { whole: [1, 10_000] }, default: 50 },
    },
    examples: [
      { command: 'understudy audit', does: 'The last 50 entries' },
      { command: 'understudy audit --since 24h -o json', does: 'A day, with all data' },
    ],
    run: async ({ file, options }, context) =>
      connect(file, context, async (opened) =>
        (await import('../orchestration/run-audit.ts')).runAudit(opened, options, context),
      ),
  });
  const history = defineCommand({
    name: 'history',
    summary: 'Show the epochs: which region was the writer, from when to when, and why.',
    description:
      'The epochs are those of the route; who began each and why is what the audit has of its move. The newest first.',
    options: {
      limit: { value: 'N', description: 'Epochs at most', kind: { whole: [1, 10_000] }, default: 10 },
    },
    examples: [{ command: 'understudy history', does: 'The last ten epochs' }],
    run: async ({ file, options }, context) =>
      connect(file, context, async (opened) =>
        (await import('../orchestration/run-history.ts')).runHistory(opened, options, context),
      ),
  });
  return [audit, history];
}
