import type { CommandContext } from '@understudy/command-line';
import { timeText } from '../time-text.ts';
import { readOperator } from './read-operator.ts';
import { recordEntry } from './record-entry.ts';
import type { OpenedControl } from './with-control-store.ts';

export interface UnfreezeRequest {
  readonly by: string | undefined;
  readonly dryRun: boolean;
}

/**
 * Lifts the freeze. A service that is not frozen is left as it is.
 * @throws CommandLineError for a missing name; what the store throws; CliError as `recordEntry` says
 */
export async function runUnfreeze(
  { store }: Pick<OpenedControl, 'store'>,
  { by: given, dryRun }: UnfreezeRequest,
  context: CommandContext,
): Promise<void> {
  const by = readOperator(given, context.user);
  const { freeze } = (await store.read(context.signal)).directives;
  const lifted = freeze !== undefined && (dryRun || (await store.removeFreeze()));
  context.result({ lifted, ...(freeze !== undefined && { freeze }), dryRun }, () =>
    lifted
      ? `${dryRun ? 'Would lift' : 'Lifted'} the freeze of ${freeze.by} until ${timeText(freeze.untilMs)}.`
      : 'The service is not frozen.',
  );
  if (!lifted || dryRun) return;
  const what = `Lifted the freeze of ${freeze.by}: ${freeze.reason}`;
  await recordEntry(store, { by, kind: 'directive', what, data: { lifted: freeze } }, context);
}
