import type { MovePreviewState } from '@understudy/api-contract';
import { ApiError } from '@understudy/api/errors';
import type { CommandContext } from '@understudy/command-line';
import { isUnderstudyError } from '@understudy/core';
import type { MoveKind } from '@understudy/route';
import type { OpenedService } from '@understudy/service';
import { acceptedLossOf } from '../moves/accepted-loss-of.ts';
import { openMover } from '../moves/open-mover.ts';

export interface PreviewSources {
  readonly service: OpenedService;
  readonly context: Pick<CommandContext, 'clock' | 'randomness'>;
  readonly signal: AbortSignal;
}

/** What the route has against a move, whatever is seen. */
const POINTLESS = new Set([
  'UND_MOVES_ALREADY_WRITER',
  'UND_MOVES_MOVE_UNDER_WAY',
  'UND_MOVES_TAIL_UNSETTLED',
  'UND_MOVES_AUDIT_FULL',
]);

/**
 * What a move would meet if it began now, as the command that makes it shows before it asks. Nothing is changed.
 * @throws ApiError `UND_API_MOVE_POINTLESS`; RouteError of the store
 */
export async function previewMove(
  { kind, to }: { readonly kind: MoveKind; readonly to: string },
  { service, context, signal }: PreviewSources,
): Promise<MovePreviewState> {
  const { mover } = openMover(service, { ...context, err: () => undefined });
  try {
    const preview = await mover.preview({ kind, to }, signal);
    const { from, refusals, lags, parked, waitMs } = preview;
    return {
      kind,
      from,
      to,
      atMs: context.clock.wallMs(),
      refusals,
      lags: lags.map(({ link, lagMs, completeUpToMs, contactMs }) => ({
        link,
        ...(lagMs !== undefined && { lagMs }),
        ...(completeUpToMs !== undefined && { completeUpToMs }),
        ...(contactMs !== undefined && { contactMs }),
      })),
      parked: parked.map(({ link, parked: count }) => ({
        link,
        ...(count !== undefined && { parked: count }),
      })),
      waitMs,
      loss: acceptedLossOf(preview),
      command: `understudy ${kind} ${to}`,
    };
  } catch (error) {
    if (!isUnderstudyError(error) || !POINTLESS.has(error.code)) throw error;
    throw new ApiError('UND_API_MOVE_POINTLESS', { what: `${error.code}: ${error.what}`, cause: error });
  }
}
