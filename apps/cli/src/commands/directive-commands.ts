import { defineCommand, type CommandSpec } from '@understudy/command-line';
import { connectControl } from '../orchestration/connect-control.ts';
import type { ConnectControl } from '../orchestration/with-control-store.ts';

const INTERRUPTED = 'Nothing was changed, or all of it: run the same command again.';

const ORDER = {
  by: { value: 'NAME', description: 'Who orders it; the user of the machine unless given' },
  dryRun: { description: 'Show what it would do; change nothing' },
} as const;

/** A freeze or a maintenance is never forgotten for long. */
const LENGTH = { duration: ['1s', '30d'] } as const;

/** `freeze`, `unfreeze`, `maintenance` and `ack`: what people order, kept in the control store. */
export function directiveCommands(connect: ConnectControl = connectControl): readonly CommandSpec[] {
  return [freeze(connect), unfreeze(connect), maintenance(connect), acknowledge(connect)];
}

function freeze(connect: ConnectControl): CommandSpec {
  return defineCommand({
    name: 'freeze',
    summary: 'Stop automatic moves for a time.',
    description:
      'Orchestrators go on watching, reporting and merging, and moves by people go on; no move begins by itself. Ends by itself after --for, or by `understudy unfreeze`. A second freeze replaces the first. Needs the control store alone.',
    options: {
      reason: { value: 'TEXT', description: 'Why; kept with the freeze and in the audit', required: true },
      for: {
        value: 'TIME',
        description: 'How long, such as 90s, 30m, 4h or 2d',
        kind: LENGTH,
        default: '4h',
      },
      ...ORDER,
    },
    examples: [
      { command: 'understudy freeze --reason "release 1.8"', does: 'For four hours' },
      { command: 'understudy freeze --reason "network works" --for 2d', does: 'Over a weekend' },
    ],
    changes: true,
    interrupted: INTERRUPTED,
    run: async ({ file, options }, context) =>
      connect(file, context, async (opened) =>
        (await import('../orchestration/run-freeze.ts')).runFreeze(opened, options, context),
      ),
  });
}

function unfreeze(connect: ConnectControl): CommandSpec {
  return defineCommand({
    name: 'unfreeze',
    summary: 'Lift the freeze: orchestrators may move by themselves again.',
    options: ORDER,
    examples: [{ command: 'understudy unfreeze', does: 'Before it ends by itself' }],
    changes: true,
    interrupted: INTERRUPTED,
    run: async ({ file, options }, context) =>
      connect(file, context, async (opened) =>
        (await import('../orchestration/run-unfreeze.ts')).runUnfreeze(opened, options, context),
      ),
  });
}

function maintenance(connect: ConnectControl): CommandSpec {
  return defineCommand({
    name: 'maintenance',
    summary: 'Leave one region, pool or balancer alone for a time.',
    description:
      'Nothing is done about it automatically, and its findings raise no alert. Ends by itself after --for, or by --end. Needs the control store alone.',
    arguments: [{ name: 'subject', description: 'A region, a pool or a node of the balancers, by its name' }],
    options: {
      reason: { value: 'TEXT', description: 'Why; kept with it and in the audit. Required without --end' },
      for: { value: 'TIME', description: 'How long, such as 30m or 2d; 2h unless given', kind: LENGTH },
      end: { description: 'End it now' },
      ...ORDER,
    },
    examples: [
      { command: 'understudy maintenance lb-2 --reason "new kernel" --for 30m', does: 'One balancer' },
      { command: 'understudy maintenance lb-2 --end', does: 'It is back' },
    ],
    changes: true,
    interrupted: INTERRUPTED,
    run: async ({ file, arguments: { subject }, options }, context) =>
      connect(file, context, async (opened) =>
        (await import('../orchestration/run-maintenance.ts')).runMaintenance(
          opened,
          subject,
          options,
          context,
        ),
      ),
  });
}

function acknowledge(connect: ConnectControl): CommandSpec {
  return defineCommand({
    name: 'ack',
    summary: 'Acknowledge the last automatic move, so that another one may follow.',
    description:
      'After an automatic failover no other one is made until `orchestrator.pauseMs` has passed, or a person has seen the last one and says so.',
    arguments: [
      { name: 'move', description: 'The move that is meant; the last one unless given', optional: true },
    ],
    options: {
      comment: { value: 'TEXT', description: 'What was found; kept in the audit', required: true },
      ...ORDER,
    },
    examples: [
      { command: 'understudy ack --comment "power cut in us-east-1, see INC-7"', does: 'The last one' },
    ],
    changes: true,
    interrupted: INTERRUPTED,
    run: async ({ file, arguments: { move }, options }, context) =>
      connect(file, context, async (opened) =>
        (await import('../orchestration/run-acknowledge.ts')).runAcknowledge(opened, move, options, context),
      ),
  });
}
