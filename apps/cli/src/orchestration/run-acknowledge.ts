import type { CommandContext } from '@understudy/command-line';
import type { Acknowledgement } from '@understudy/findings';
import { timeText } from '../time-text.ts';
import { moveToAcknowledge } from './move-to-acknowledge.ts';
import { readOperator } from './read-operator.ts';
import { recordEntry } from './record-entry.ts';
import { requireWords } from './require-words.ts';
import type { OpenedControl } from './with-control-store.ts';

export interface AcknowledgeRequest {
  readonly comment: string;
  readonly by: string | undefined;
  readonly dryRun: boolean;
}

/**
 * Acknowledges the last automatic move.
 * @param moveId the move that is meant; the last one unless given
 * @throws CommandLineError for a blank comment and a missing name; CliError `UND_CLI_NOTHING_TO_ACKNOWLEDGE`, and as
 * `recordEntry` says; what the store throws
 */
export async function runAcknowledge(
  { store }: Pick<OpenedControl, 'store'>,
  moveId: string | undefined,
  request: AcknowledgeRequest,
  context: CommandContext,
): Promise<void> {
  const comment = requireWords('comment', request.comment);
  const by = readOperator(request.by, context.user);
  const { dryRun } = request;
  const move = moveToAcknowledge(await store.read(context.signal), moveId);
  const acknowledgement: Acknowledgement = {
    by,
    comment,
    atMs: context.clock.wallMs(),
    moveId: move.moveId,
  };
  if (!dryRun) await store.acknowledge(acknowledgement);
  context.result({ acknowledgement, move, dryRun }, () =>
    [
      `${dryRun ? 'Would acknowledge' : 'Acknowledged'} the ${move.kind} ${move.moveId}`,
      `from ${move.from} to ${move.to}, which ended at ${timeText(move.endedMs)}.`,
      ...(dryRun ? [] : ['The next automatic move waits for no pause.']),
    ].join('\n'),
  );
  if (dryRun) return;
  const what = `Acknowledged the ${move.kind} from ${move.from} to ${move.to}: ${comment}`;
  await recordEntry(store, { by, kind: 'directive', what, data: { acknowledgement, move } }, context);
}
