import { backoffMs } from '@understudy/core';
import { decodeStamp, stampOf, type Version } from '@understudy/versions';
import { readTombstone } from '../classify/read-tombstones.ts';
import type { LinkName } from '@understudy/links';
import { ReplicatorError } from '../errors.ts';
import type { LinkContext } from '../link-context.ts';
import { backoff } from '../retry-until-done.ts';
import type { LossReason } from '../state/ledger.ts';
import type { Change, Mode, Outcome, PutChange, Winner } from '../types.ts';
import { deleteBelowTombstone } from './delete-below-tombstone.ts';
import { epochFloor } from './epoch-floor.ts';
import { putItem } from './put-item.ts';
import { putSuspect } from './put-suspect.ts';
import { removeItem } from './remove-item.ts';
import { restoreImage } from './restore-image.ts';
import { resolveConflict, type Conflict } from './resolve-conflict.ts';
import { writeBackToSource } from './write-back-to-source.ts';

/** Attempts at a change before it reports that nothing explains why it is refused. */
const ATTEMPTS = 8;

/** What became of a change, and from which monotonic ms on the checkpoint may pass it, where not at once. */
export interface ChangeResult {
  readonly outcome: Outcome;
  readonly notBeforeMs?: number;
  /** The sequence number of the write of the same source and epoch that superseded it. */
  readonly supersededBy?: string;
}

export interface ApplyOptions {
  readonly earlier?: readonly Change[];
  readonly forced?: Mode;
}

/**
 * Steps 3 to 5 for one change. Every write is conditional, so doing it again, in any process, is harmless. The mode is
 * the route's, unless `forced`. `earlier`: the changes of its key that were coalesced into it, oldest first. Where it loses, each
 * of them has lost, and gets its own entry: a merge has to tell those that the target had before from those that it never had.
 * @throws what its requests throw: complete-work.ts decides whether to try again or to park
 */
export async function applyChange(
  change: Change,
  context: LinkContext,
  { earlier = [], forced }: ApplyOptions = {},
): Promise<ChangeResult> {
  const { clock, randomness, signal, name } = context;
  for (let attempt = 1; ; attempt += 1) {
    const result = await applyOnce(change, earlier, context, forced);
    if (typeof result === 'object') return result;
    if (attempt >= ATTEMPTS) throw result === 'waits' ? undecided(name) : overtaken(name, change);
    await clock.sleep(backoffMs(attempt, backoff(context), randomness), signal);
  }
}

/** `overtaken`: what refused it is gone; `waits`: the route does not say yet what may happen to a foreign write. */
async function applyOnce(
  change: Change,
  earlier: readonly Change[],
  context: LinkContext,
  forced: Mode | undefined,
): Promise<ChangeResult | 'overtaken' | 'waits'> {
  const mode = forced ?? context.route.mode();
  if (context.writes === 'foreign' && mode === 'guarded') {
    const rule = context.route.foreignRule();
    if (rule === 'wait') return 'waits';
    if (rule === 'keep') {
      await record([...earlier, change], 'foreign-tail', undefined, context);
      return { outcome: 'kept' };
    }
  }
  if (mode === 'guarded') await noteAncestor(earlier[0] ?? change, context);
  if (mode === 'guarded' && change.kind === 'put') {
    const tombstone = await ownTombstone(change, context);
    if (tombstone !== undefined && tombstone.epoch > change.version.epoch)
      return recordLatePut(change, tombstone, context);
  }
  const whole = change.kind === 'put' ? await restoreImage(change, context) : change;
  if (whole === 'superseded') return { outcome: 'superseded' };
  const conflict = await write(whole, mode, context);
  return conflict === undefined ? { outcome: 'applied' } : resolve(whole, earlier, conflict, context);
}

/** While tails may be unsettled: what the source's first write of an epoch was built upon (state/ancestors.ts). */
async function noteAncestor(
  { key, oldImage, version: { epoch } }: Change,
  { ancestors, name, table }: LinkContext,
): Promise<void> {
  if (oldImage === undefined) return;
  const stamp = stampOf(oldImage, table.stampAttribute);
  if (stamp !== undefined && !isBefore(epoch, stamp)) return;
  await ancestors.note(reversed(name), key, { epoch, ancestor: stamp ?? 'unstamped' });
}

/** A stamp that is not Understudy's says nothing. */
function isBefore(epoch: number, stamp: string): boolean {
  try {
    return decodeStamp(stamp).version.epoch < epoch;
  } catch {
    return false;
  }
}

function reversed({ table, source, target }: LinkName): LinkName {
  return { table, source: target, target: source };
}

/** Step 4, in the way that the mode asks for. `undefined`: applied. */
async function write(change: Change, mode: Mode, context: LinkContext): Promise<Conflict | undefined> {
  const { clients, table, late, clock, name, writes } = context;
  const guarded = writes === 'foreign' ? clients.foreign : clients.guarded;
  if (change.kind === 'put') {
    return putItem(mode === 'plain' ? clients.plain : guarded, change, table, mode);
  }
  const wallMs = clock.wallMs();
  if (mode === 'plain' && !late.possible)
    return removeItem(clients.plain, change, table, 'plain', { wallMs });
  const dueMs = late.possible ? late.dueMs : undefined;
  const suspect = dueMs === undefined ? undefined : putSuspect(name, change);
  try {
    const conflict = await removeItem(guarded, change, table, 'guarded', { wallMs, suspect });
    if (conflict === undefined && dueMs !== undefined) late.suspect(change, dueMs);
    return conflict;
  } catch (error) {
    // The suspect may be stored although the answer was lost, and stays so where the repetition is refused.
    if (dueMs !== undefined) late.suspectToo(change, Math.max(dueMs, late.dueMs));
    throw error;
  }
}

/** Step 3: the put lies below a tombstone of its region. */
async function recordLatePut(
  change: PutChange,
  version: Version,
  context: LinkContext,
): Promise<ChangeResult> {
  await record([change], 'own-tombstone', { kind: 'tombstone', version }, context);
  await deleteBelowTombstone(
    context.clients.source,
    { key: change.key, version, below: epochFloor(version.epoch), unstampedToo: true },
    context.table,
  );
  return { outcome: 'late' };
}

/** Step 5. `overtaken`: what refused the change is gone, so it is applied again. */
async function resolve(
  change: Change,
  earlier: readonly Change[],
  conflict: Conflict,
  context: LinkContext,
): Promise<ChangeResult | 'overtaken'> {
  const { clients, clock, late, name, table } = context;
  const resolution = resolveConflict(conflict, change, table.stampAttribute);
  if (resolution.is === 'again') return 'overtaken';
  if (resolution.is === 'superseded') return { outcome: 'superseded', supersededBy: resolution.by };
  if (resolution.is !== 'lost') return { outcome: resolution.is };
  const { winner, shouldWriteBack, toLedger } = resolution;
  if (toLedger) await record([...earlier, change], 'later-version', winner, context);
  const outcome = toLedger ? 'lost' : 'superseded';
  // A person decides about foreign writes, and an unstamped copy at the source may be newer than anything.
  if (!shouldWriteBack || context.writes === 'foreign') return { outcome };
  await writeBackToSource(clients.source, name.source, change.key, winner, table, clock.wallMs());
  return late.unanswered ? { outcome, notBeforeMs: late.untilMs } : { outcome };
}

function overtaken({ table, source, target }: LinkName, { versionText }: Change): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_OVERTAKEN', {
    what: `The write ${versionText} of ${table} from ${source} was refused ${ATTEMPTS} times in ${target}, and nothing there explains it.`,
    details: { table, source, target, version: versionText },
  });
}

function undecided({ table, source }: LinkName): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_ROUTE_UNCONFIRMED', {
    what: `The route does not say now whether ${source} is the writer, and ${table} has writes without stamps.`,
    details: { table, source },
  });
}

/** Enters changes that are not applied in the ledger. */
async function record(
  changes: readonly Change[],
  reason: LossReason,
  winner: Winner | undefined,
  { ledger, name, clock, onEvent }: LinkContext,
): Promise<void> {
  for (const change of changes) {
    const added = await ledger.record(name, change, reason, winner, clock.wallMs());
    if (added) onEvent('write.lost', { ...name, reason, version: change.versionText });
  }
}

async function ownTombstone(
  { key, ownTombstone: known }: PutChange,
  { clients, table }: LinkContext,
): Promise<Version | undefined> {
  if (known !== undefined) return known === 'none' ? undefined : known;
  return readTombstone(clients.sourceReads, table.table, key);
}
