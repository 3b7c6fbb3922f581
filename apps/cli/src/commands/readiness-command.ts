import { defineCommand, type CommandSpec } from '@understudy/command-line';
import { connectReadiness } from '../readiness/connect-readiness.ts';
import type { ConnectReadiness } from '../readiness/readiness-parties.ts';

/** `understudy readiness` */
export function readinessCommand(connect: ConnectReadiness = connectReadiness): CommandSpec {
  return defineCommand({
    name: 'readiness',
    summary: 'Show whether a move of the writer would succeed now, and what to do where not.',
    description:
      'The leading orchestrator makes a dry run of a move and of the way back once a minute: rights, tables, streams, capacity, links, clocks, fences and orchestrators. This shows the last one. Makes it from this machine with --now, or where no orchestrator has. Exits with 3 where a move would not succeed.',
    options: { now: { description: 'Make the dry run now, from this machine' } },
    examples: [
      { command: 'understudy readiness', does: 'What the leader found within the last minute' },
      { command: 'understudy readiness --now', does: 'After something was mended' },
    ],
    run: async ({ file, options }, context) =>
      connect(file, context, async (opened) =>
        (await import('../readiness/run-readiness.ts')).runReadiness(options, opened, context),
      ),
  });
}
