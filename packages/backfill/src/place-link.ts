import { promotionWaitMs, type Clock, type Limits, type Randomness } from '@understudy/core';
import type { LinkStore, ShardPosition } from '@understudy/replicator';
import type { LinkName } from '@understudy/links';
import { BackfillError } from './errors.ts';
import type { ReplacedTable } from './types.ts';

export interface PlacingSettings {
  readonly store: LinkStore;
  readonly link: LinkName;
  readonly limits: Pick<Limits, 'leaseMs' | 'drift' | 'attemptTimeoutMs'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly signal: AbortSignal;
  /** Noted as the link's tables, where it is placed in the stream of a table that was made again. */
  readonly tables?: ReplacedTable | undefined;
  /** Asked with the lead taken and every request of the leader before answered or given up; throws where the link must not be placed any more. */
  readonly confirm: () => Promise<void>;
}

/** A leader renews a few times a second at most: a claim that loses so often loses to other claims. */
const CLAIMS = 20;
const CLAIM_PAUSE_MS = 50;
const RENEWALS = 3;

/**
 * Puts a link's checkpoints to `positions`, removes all others, whichever worker leads it: takes the lead by the same compare-and-set
 * as any worker, holds it until no request of the leader before can be sent any more, writes, and gives it away. The
 * worker that leads next reads on from there (docs/reasoning/decisions/0012-backfill.md).
 *
 * Conditions: the leader's item is what was seen; the checkpoints are written under the lead alone.
 * @throws BackfillError `UND_BACKFILL_LINK_BUSY`, what `confirm` throws, and what the store throws
 */
export async function placeLink(
  positions: readonly ShardPosition[],
  settings: PlacingSettings,
): Promise<void> {
  const { store, link, confirm, tables } = settings;
  const { owner, counter, led } = await claimLeadership(settings);
  try {
    if (led) await waitOutPreviousLeader(owner, counter, settings);
    await confirm();
    const wanted = new Set(positions.map(({ shard }) => shard));
    const dropped = (await store.readPositions(link)).flatMap(({ shard }) =>
      wanted.has(shard) ? [] : [shard],
    );
    if (!(await store.save(link, owner, { turn: 1, positions, dropped }))) throw busy(link);
    if (tables !== undefined && !(await store.noteTables(link, owner, tables))) throw busy(link);
  } finally {
    // Requests of the leader before may still be applied: the next leader reads that here.
    await store.release(link, owner, false);
  }
}

async function claimLeadership({ store, link, clock, randomness, signal }: PlacingSettings) {
  const owner = randomness.unique();
  for (let tried = 0; tried < CLAIMS; tried += 1) {
    const seen = await store.readLeader(link);
    const counter = (seen?.counter ?? 0) + 1;
    if (await store.claim(link, owner, seen))
      return { owner, counter, led: seen !== undefined && !seen.released };
    await clock.sleep(CLAIM_PAUSE_MS * (1 + randomness.fraction()), signal);
  }
  throw busy(link);
}

/** For as long as the leader before may act on its lease without having heard of its end. */
async function waitOutPreviousLeader(owner: string, from: number, settings: PlacingSettings): Promise<void> {
  const { store, link, limits, clock, signal } = settings;
  const untilMs = clock.monotonicMs() + promotionWaitMs(limits);
  for (let counter = from + 1; clock.monotonicMs() < untilMs; counter += 1) {
    const restMs = untilMs - clock.monotonicMs();
    await clock.sleep(Math.max(1, Math.min(limits.leaseMs / RENEWALS, restMs)), signal);
    if (!(await store.renew(link, owner, counter))) throw busy(link);
  }
}

function busy(link: LinkName): BackfillError {
  return new BackfillError('UND_BACKFILL_LINK_BUSY', {
    what: `Others take the lead of the link of ${link.table} from ${link.source} to ${link.target}.`,
    details: { ...link },
  });
}
