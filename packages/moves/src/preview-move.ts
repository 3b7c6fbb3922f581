import { promotionWaitMs } from '@understudy/core';
import type { LinkLag, LinkParked } from '@understudy/links';
import type { MoveKind } from '@understudy/route';
import { readRoute } from './change-route.ts';
import type { MovesErrorCode } from './errors.ts';
import { gapRefusals } from './gap-refusals.ts';
import { linksFrom } from './links-from.ts';
import { observationRefusals } from './judge-observation.ts';
import { judgeRoute } from './judge-route.ts';
import { observe } from './observe.ts';
import type { MoverSettings } from './options.ts';
import type { WantedMove } from './wanted-move.ts';

/** Why a move is refused now. */
export interface MoveRefusal {
  readonly code: MovesErrorCode;
  readonly what: string;
  readonly remedy: string;
}

/** A move to preview. */
export interface PreviewedMove extends WantedMove {
  /** The move is judged as if this region were the writer: the way back of a move that was not made yet. */
  readonly asIfWriter?: string | undefined;
}

/** What a move would meet if it began now. */
export interface MovePreview {
  readonly kind: MoveKind;
  readonly from: string;
  readonly to: string;
  /** Every reason at once; none where the move would begin. */
  readonly refusals: readonly MoveRefusal[];
  /** The links to `to`: what they have not applied may be missing there until it is reconciled. */
  readonly lags: readonly LinkLag[];
  /** The same links' open parked records: `to` lacks these writes until they are settled. */
  readonly parked: readonly LinkParked[];
  /** How long writes wait at least, in ms, until `to` is promoted. */
  readonly waitMs: number;
}

/**
 * Looks at regions and links as a move does before it claims. The route does not change.
 * @throws MovesError for what the route itself has against the move, as `judgeRoute` says; RouteError of the store
 */
export async function previewMove(
  settings: MoverSettings,
  wanted: PreviewedMove,
  signal?: AbortSignal,
): Promise<MovePreview> {
  const { limits } = settings;
  const { kind, to, asIfWriter } = wanted;
  const { route: stored } = await readRoute(settings, signal);
  const turned =
    asIfWriter !== undefined && stored.phase === 'steady' ? { ...stored, writer: asIfWriter } : stored;
  const route = judgeRoute(turned, wanted);
  const regions = kind === 'switchover' ? route.regions : [to];
  const seen = await observe(settings, { regions, from: route.writer, to }, signal);
  const links = kind === 'switchover' ? linksFrom(settings.tables, route.writer, to) : [];
  const gaps = await gapRefusals(settings, links, signal);
  return {
    kind,
    from: route.writer,
    to,
    refusals: [...gaps, ...observationRefusals(route, wanted, seen, limits)].map(
      ({ code, what, remedy }) => ({
        code,
        what,
        remedy,
      }),
    ),
    lags: seen.lags,
    parked: seen.parked,
    waitMs: promotionWaitMs(limits),
  };
}
