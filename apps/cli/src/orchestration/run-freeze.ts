import type { CommandContext } from '@understudy/command-line';
import type { Freeze } from '@understudy/findings';
import { durationText } from '../duration-text.ts';
import { timeText } from '../time-text.ts';
import { readOperator } from './read-operator.ts';
import { recordEntry } from './record-entry.ts';
import { requireWords } from './require-words.ts';
import type { OpenedControl } from './with-control-store.ts';

export interface FreezeRequest {
  readonly reason: string;
  /** In ms. */
  readonly for: number;
  readonly by: string | undefined;
  readonly dryRun: boolean;
}

/**
 * Stops automatic moves for a time; replaces a freeze that is there.
 * @throws CommandLineError for a blank reason and a missing name; what the store throws; CliError as `recordEntry` says
 */
export async function runFreeze(
  { store }: Pick<OpenedControl, 'store'>,
  request: FreezeRequest,
  context: CommandContext,
): Promise<void> {
  const reason = requireWords('reason', request.reason);
  const by = readOperator(request.by, context.user);
  const { dryRun, for: lengthMs } = request;
  const { directives } = await store.read(context.signal);
  const atMs = context.clock.wallMs();
  const freeze: Freeze = { by, reason, atMs, untilMs: atMs + lengthMs };
  const { freeze: replaces } = directives;
  const until = timeText(freeze.untilMs);
  if (!dryRun) await store.putFreeze(freeze);
  context.result({ freeze, ...(replaces !== undefined && { replaces }), dryRun }, () =>
    [
      `${dryRun ? 'Would freeze' : 'Frozen'} until ${until} (${durationText(lengthMs)}): no move begins by itself.`,
      ...(replaces === undefined
        ? []
        : [`Replaces the freeze of ${replaces.by} until ${timeText(replaces.untilMs)}.`]),
      ...(dryRun ? [] : ['Lift it with `understudy unfreeze`.']),
    ].join('\n'),
  );
  if (dryRun) return;
  const what = `Froze automatic moves until ${until}: ${reason}`;
  await recordEntry(store, { by, kind: 'directive', what, data: { freeze } }, context);
}
