import { CommandLineError, type CommandContext } from '@understudy/command-line';
import type { Maintenance } from '@understudy/findings';
import { durationText } from '../duration-text.ts';
import { CliError } from '../errors.ts';
import { timeText } from '../time-text.ts';
import { readOperator } from './read-operator.ts';
import { recordEntry } from './record-entry.ts';
import { requireSubject } from './require-subject.ts';
import { requireWords } from './require-words.ts';
import type { OpenedControl } from './with-control-store.ts';

const TWO_HOURS_MS = 7_200_000;

export interface MaintenanceRequest {
  readonly reason: string | undefined;
  /** In ms; two hours unless given. */
  readonly for: number | undefined;
  readonly end: boolean;
  readonly by: string | undefined;
  readonly dryRun: boolean;
}

/**
 * Begins the maintenance of one thing, or replaces it, or ends it.
 * @throws CommandLineError for a missing or blank reason and a missing name; CliError `UND_CLI_SUBJECT_UNKNOWN`,
 * `UND_CLI_OPTIONS_CONFLICT`, and as `recordEntry` says; what the store throws
 */
export async function runMaintenance(
  opened: Pick<OpenedControl, 'store' | 'topology'>,
  subject: string,
  request: MaintenanceRequest,
  context: CommandContext,
): Promise<void> {
  const by = readOperator(request.by, context.user);
  if (request.end) await end(opened, subject, { ...request, by }, context);
  else await begin(opened, subject, { ...request, by }, context);
}

type Ordered = MaintenanceRequest & { readonly by: string };

async function begin(
  { store, topology }: Pick<OpenedControl, 'store' | 'topology'>,
  subject: string,
  { reason: given, for: lengthMs = TWO_HOURS_MS, by, dryRun }: Ordered,
  context: CommandContext,
): Promise<void> {
  if (given === undefined)
    throw new CommandLineError('UND_COMMAND_LINE_OPTION_MISSING', {
      what: 'The option --reason TEXT is required, unless --end ends a maintenance.',
      details: { option: '--reason' },
    });
  const reason = requireWords('reason', given);
  requireSubject(subject, topology);
  const { directives } = await store.read(context.signal);
  const replaces = directives.maintenance.find((each) => each.subject === subject);
  const atMs = context.clock.wallMs();
  const maintenance: Maintenance = { subject, by, reason, atMs, untilMs: atMs + lengthMs };
  const until = timeText(maintenance.untilMs);
  if (!dryRun) await store.putMaintenance(maintenance);
  context.result({ maintenance, ...(replaces !== undefined && { replaces }), dryRun }, () =>
    [
      `${subject} ${dryRun ? 'would be' : 'is'} under maintenance until ${until} (${durationText(lengthMs)}).`,
      ...(replaces === undefined
        ? []
        : [`Replaces that of ${replaces.by} until ${timeText(replaces.untilMs)}.`]),
      ...(dryRun ? [] : [`End it with \`understudy maintenance ${subject} --end\`.`]),
    ].join('\n'),
  );
  if (dryRun) return;
  const what = `Began maintenance of ${subject} until ${until}: ${reason}`;
  await recordEntry(store, { by, kind: 'directive', what, data: { maintenance } }, context);
}

async function end(
  { store, topology }: Pick<OpenedControl, 'store' | 'topology'>,
  subject: string,
  { reason, for: lengthMs, by, dryRun }: Ordered,
  context: CommandContext,
): Promise<void> {
  if (reason !== undefined || lengthMs !== undefined)
    throw new CliError('UND_CLI_OPTIONS_CONFLICT', {
      what: '--end ends a maintenance, and goes with neither --reason nor --for.',
    });
  const { directives } = await store.read(context.signal);
  requireSubject(
    subject,
    topology,
    directives.maintenance.map((each) => each.subject),
  );
  const maintenance = directives.maintenance.find((each) => each.subject === subject);
  const ended = maintenance !== undefined && (dryRun || (await store.removeMaintenance(subject)));
  context.result({ ended, ...(maintenance !== undefined && { maintenance }), dryRun }, () =>
    ended
      ? `${dryRun ? 'Would end' : 'Ended'} the maintenance of ${subject} by ${maintenance.by}.`
      : `${subject} is not under maintenance.`,
  );
  if (!ended || dryRun) return;
  const what = `Ended the maintenance of ${subject} by ${maintenance.by}: ${maintenance.reason}`;
  await recordEntry(store, { by, kind: 'directive', what, data: { ended: maintenance } }, context);
}
