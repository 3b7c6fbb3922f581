import { backoffMs } from '@understudy/core';
import type { Version } from '@understudy/versions';
import { writeBackToSource } from './write-back-to-source.ts';
import { deleteBelowTombstone } from './delete-below-tombstone.ts';
import { resolveConflict, type Conflict } from './resolve-conflict.ts';
import type { LinkContext } from '../link-context.ts';
import { readTombstone } from '../classify/read-tombstones.ts';
import { epochFloor } from './put-back-request.ts';
import { putSuspect } from './put-suspect.ts';
import { putByRequest, putByTransaction } from './put-by-request.ts';
import { removeByRequests, removeByTransactions } from './remove-by-requests.ts';
import type { LossReason } from '../state/ledger.ts';
import type { Change, Mode, Outcome, PutChange, Winner } from '../types.ts';

/** How a change was settled, and from which monotonic ms on that may be checkpointed, where not at once. */
export interface ChangeResult {
  readonly outcome: Outcome;
  readonly notBeforeMs?: number;
}

/**
 * Steps 3 to 5 for one change, once. Every write is conditional, so that doing it again, by whomever, does no harm.
 * @throws what its requests throw: the caller decides whether to try again or to park (complete-work.ts)
 */
export async function applyChange(change: Change, context: LinkContext): Promise<ChangeResult> {
  for (let overtaken = 1; ; overtaken += 1) {
    const settled = await applyOnce(change, context);
    if (settled !== undefined) return settled;
    await context.clock.sleep(backoffMs(overtaken, backoff(context), context.randomness), context.signal);
  }
}

async function applyOnce(change: Change, context: LinkContext): Promise<ChangeResult | undefined> {
  const mode = context.route.mode();
  if (context.writes === 'foreign' && mode === 'guarded') {
    const rule = context.route.foreignRule();
    if (rule === 'wait') return undefined;
    if (rule === 'keep') return { outcome: await lose(change, 'foreign-tail', undefined, context, 'kept') };
  }
  if (mode === 'guarded' && change.kind === 'put') {
    const tombstone = await ownTombstone(change, context);
    if (tombstone !== undefined && tombstone.epoch > change.version.epoch)
      return recordLatePut(change, tombstone, context);
  }
  const refusal = await apply(change, mode, context);
  return refusal === undefined ? { outcome: 'applied' } : resolveRefused(change, refusal, context);
}

/** Step 4, in the way that the mode asks for. */
async function apply(change: Change, mode: Mode, context: LinkContext): Promise<Conflict | undefined> {
  const { clients, table, late, clock, name, writes } = context;
  const guarded = writes === 'foreign' ? clients.foreign : clients.guarded;
  if (change.kind === 'put') {
    return mode === 'plain'
      ? putByRequest(clients.plain, change, table)
      : putByTransaction(guarded, change, table);
  }
  if (mode === 'plain' && !late.possible) return removeByRequests(clients.plain, change, table);
  const dueMs = late.possible ? late.dueMs : undefined;
  const suspect = dueMs === undefined ? undefined : putSuspect(name, change);
  const refusal = await removeByTransactions(guarded, change, table, clock.wallMs(), suspect);
  if (refusal === undefined && dueMs !== undefined) late.suspect(change, dueMs);
  return refusal;
}

/** Step 3: the put lies under a tombstone of its own region. */
async function recordLatePut(
  change: PutChange,
  version: Version,
  context: LinkContext,
): Promise<ChangeResult> {
  const outcome = await lose(change, 'own-tombstone', { kind: 'tombstone', version }, context, 'late');
  await deleteBelowTombstone(
    context.clients.source,
    { key: change.key, version, below: epochFloor(version.epoch), unstampedToo: true },
    context.table,
  );
  return { outcome };
}

/** Step 5. `undefined`: what refused the change is gone, and it is to be applied once more. */
async function resolveRefused(
  change: Change,
  refusal: Conflict,
  context: LinkContext,
): Promise<ChangeResult | undefined> {
  const { clients, clock, late, name, table } = context;
  const verdict = resolveConflict(refusal, change, table.stampAttribute);
  if (verdict.is === 'again') return undefined;
  if (verdict.is !== 'lost') return { outcome: verdict.is };
  const { winner, shouldWriteBack, toLedger } = verdict;
  const outcome = toLedger ? await lose(change, 'later-version', winner, context, 'lost') : 'superseded';
  // A person decides about foreign writes, and an unstamped copy at the source may be newer than anything.
  if (!shouldWriteBack || context.writes === 'foreign') return { outcome };
  await writeBackToSource(clients.source, name.source, change.key, winner, table, clock.wallMs());
  return late.unanswered ? { outcome, notBeforeMs: late.untilMs } : { outcome };
}

async function lose(
  change: Change,
  reason: LossReason,
  winner: Winner | undefined,
  { ledger, name, clock, onEvent }: LinkContext,
  outcome: Outcome,
): Promise<Outcome> {
  const added = await ledger.record(name, change, reason, winner, clock.wallMs());
  if (added) onEvent('write.lost', { ...name, reason, version: change.versionText });
  return outcome;
}

async function ownTombstone(
  { key, ownTombstone: known }: PutChange,
  { clients, table }: LinkContext,
): Promise<Version | undefined> {
  if (known !== undefined) return known === 'none' ? undefined : known;
  return readTombstone(clients.sourceReads, table.table, key);
}

/** The pauses of a link after failed attempts. */
export function backoff({ options }: Pick<LinkContext, 'options'>): {
  readonly firstMs: number;
  readonly mostMs: number;
} {
  return { firstMs: options.firstBackoffMs, mostMs: options.mostBackoffMs };
}
