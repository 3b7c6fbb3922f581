import { defineCommand, type CommandSpec } from '@understudy/command-line';
import { connectMover } from '../moves/connect-mover.ts';
import type { ConnectMover } from '../moves/move-parties.ts';

const ORCHESTRATED =
  'Where an orchestrator leads, it is asked for the move, and the command follows it until it is verified; otherwise, or with --without-orchestrator, the command makes the move itself.';

const ASKED_GOES_ON = 'Orchestrators that were asked go on without it: `understudy watch` follows them. ';

const GOES_ON =
  'A move that was claimed stays in the route: `understudy resume` continues it, `understudy abort` gives it up.';

const CONFIRM = {
  reason: { value: 'TEXT', description: 'Why; kept in the route and in the events' },
  confirm: { value: 'REGION', description: 'Confirm without a terminal: the region that becomes the writer' },
  by: { value: 'NAME', description: 'Who asks for it; the user of the machine unless given' },
  withoutOrchestrator: { description: 'Make the move by this command, whether or not an orchestrator leads' },
  timeout: {
    value: 'TIME',
    description: 'How long to follow the orchestrators; they go on after that, and the exit code is 6',
    kind: { duration: ['1s', '1h'] },
    default: '5m',
  },
  dryRun: { description: 'Show what the move would meet; change nothing' },
} as const;

const REGION = { name: 'region', description: 'The region that becomes the writer' } as const;

const switchover = (connect: ConnectMover) =>
  defineCommand({
    name: 'switchover',
    summary: 'Move the writer as planned; no acknowledged write is lost.',
    description:
      'Needs both regions. Shows what the move will meet, asks for the name of the region, and moves. Writes wait until the region is promoted. Aborts by itself where the links can not be drained in time (exit 4). Refused while links have parked records, unless --accept-parked moves without them. ' +
      ORCHESTRATED,
    arguments: [REGION],
    options: {
      ...CONFIRM,
      acceptParked: {
        description: 'Move without the writes that links have parked; the report counts them',
      },
    },
    examples: [
      { command: 'understudy switchover eu-central-1', does: 'Ask, then move' },
      {
        command: 'understudy switchover eu-central-1 --confirm eu-central-1',
        does: 'Move without a terminal',
      },
      { command: 'understudy switchover eu-central-1 --dry-run', does: 'Only look' },
      {
        command: 'understudy switchover eu-central-1 --without-orchestrator',
        does: 'Make the move by this command',
      },
    ],
    changes: true,
    interrupted: ASKED_GOES_ON + GOES_ON,
    run: async ({ file, arguments: { region: to }, options }, context) =>
      connect(file, context, async (opened) =>
        (await import('../moves/run-move.ts')).runMove(
          { kind: 'switchover', to, ...options },
          opened,
          context,
        ),
      ),
  });

const failover = (connect: ConnectMover) =>
  defineCommand({
    name: 'failover',
    summary: 'Promote the standby because the writer is lost.',
    description:
      'Needs the standby and the control store. What the lost region acknowledged and the standby lacks is reconciled when that region returns. A lag that is unknown or above maxLagMs is refused, unless --override says why it is accepted. ' +
      ORCHESTRATED,
    arguments: [REGION],
    options: {
      ...CONFIRM,
      override: {
        value: 'WHY',
        description: 'Accept a lag that is unknown or too high; kept with your name',
      },
    },
    examples: [
      { command: 'understudy failover eu-central-1', does: 'Ask, then promote' },
      {
        command: 'understudy failover eu-central-1 --override "us-east-1 is down"',
        does: 'Promote although the lag is not known',
      },
    ],
    changes: true,
    interrupted: ASKED_GOES_ON + GOES_ON,
    run: async ({ file, arguments: { region: to }, options }, context) =>
      connect(file, context, async (opened) =>
        (await import('../moves/run-move.ts')).runMove({ kind: 'failover', to, ...options }, opened, context),
      ),
  });

const abort = defineCommand({
  name: 'abort',
  summary: 'Abort the move under way; the writer stays.',
  options: {
    reason: { value: 'TEXT', description: 'Why; kept in the events' },
    move: { value: 'ID', description: 'Abort only this move, as status shows it' },
  },
  examples: [{ command: 'understudy abort --reason "wrong region"', does: 'The writer stays in its epoch' }],
  changes: true,
  run: async ({ file, options }, context) =>
    (await import('../moves/run-abort.ts')).runAbort(options, file, context),
});

const resume = defineCommand({
  name: 'resume',
  summary: 'Continue a move whose mover stopped.',
  description: 'Waits again in full, since it can not know how long the last mover waited.',
  examples: [{ command: 'understudy resume', does: 'Finish what another process began' }],
  changes: true,
  interrupted: GOES_ON,
  run: async ({ file }, context) => (await import('../moves/run-resume.ts')).runResume(file, context),
});

const reconcile = defineCommand({
  name: 'reconcile',
  summary: 'Account for every write that a lost region had acknowledged.',
  description:
    'After a failover, waits until the links have applied the rest of the lost region or put it into the ledger. Ends then; --watch stays, also until late requests to that region have expired.',
  options: {
    watch: { description: 'Stay, and reconcile whenever a move leaves something behind' },
  },
  examples: [
    { command: 'understudy reconcile', does: 'Until everything is accounted for' },
    { command: 'understudy reconcile --watch', does: 'As a service, beside the replicators' },
  ],
  changes: true,
  interrupted: 'Nothing is lost: run the same command again to continue.',
  run: async ({ file, options }, context) =>
    (await import('../moves/run-reconcile.ts')).runReconcile(options, file, context),
});

const rebuildRoute = defineCommand({
  name: 'rebuild-route',
  summary: 'Make the route again in another control store, because the one that had it is lost for good.',
  description:
    'Reads the copy of the route that the fences in both data regions carry. Needs both regions, and a control store of the topology file that answers and has no route. A move that was under way is ended as a failover to its target.',
  options: {
    confirm: { value: 'SERVICE', description: 'Confirm without a terminal: the name of the service' },
  },
  examples: [{ command: 'understudy rebuild-route', does: 'Ask, then make the route again' }],
  changes: true,
  interrupted: 'Nothing was created, or the whole route: run the same command again.',
  run: async ({ file, options }, context) =>
    (await import('../moves/run-rebuild.ts')).runRebuild(options, file, context),
});

/** The commands that move the writer, and keep its route. */
export function moveCommands(connect: ConnectMover = connectMover): readonly CommandSpec[] {
  return [switchover(connect), failover(connect), abort, resume, reconcile, rebuildRoute];
}
