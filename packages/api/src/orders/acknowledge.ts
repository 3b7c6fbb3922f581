import type { AcknowledgeAnswer, AcknowledgeRequest } from '@understudy/api-contract';
import { plainLine, unacknowledgedMove } from '@understudy/findings';
import { ApiError } from '../errors.ts';
import { writeEntry, type OrderContext } from './order-context.ts';

/** Acknowledges the last move. @throws ApiError `UND_API_NOTHING_TO_ACKNOWLEDGE`; what the control store throws */
export async function acknowledge(
  { moveId, comment: given }: AcknowledgeRequest,
  context: OrderContext,
): Promise<AcknowledgeAnswer> {
  const { control, clock, by } = context;
  const comment = plainLine(given);
  const state = await control.read();
  const seen = state.directives.acknowledgements.find((each) => each.moveId === moveId);
  if (seen?.by === by && seen.comment === comment) return { acknowledgement: seen };
  const found = unacknowledgedMove(state, moveId);
  if ('why' in found) throw new ApiError('UND_API_NOTHING_TO_ACKNOWLEDGE', { what: found.why });
  const { move } = found;
  const acknowledgement = { by, comment, atMs: clock.wallMs(), moveId };
  await control.acknowledge(acknowledgement);
  const what = `Acknowledged the ${move.kind} from ${move.from} to ${move.to}: ${comment}`;
  await writeEntry(context, { kind: 'directive', what, data: { acknowledgement, move } });
  return { acknowledgement };
}
