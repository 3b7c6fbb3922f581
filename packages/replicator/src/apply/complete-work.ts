import { backoffMs } from '@understudy/core';
import { classifyFailure } from '../adapters/classify-failure.ts';
import type { LinkContext } from '../link-context.ts';
import { backoff } from '../retry-until-done.ts';
import type { ShardProgress, Ticket } from '../state/shard-progress.ts';
import type { Change, StreamRecord, Task } from '../types.ts';
import { applyChange, type ChangeResult } from './apply-change.ts';
import { explainRefusal } from './explain-refusal.ts';
import { completeParked } from './retry-parked.ts';
import { isChange, type Work } from './queue-work.ts';
import { removeReplicatedCopy } from './remove-replicated-copy.ts';

/** A record, and its place among those that were read of its shard. */
export interface Part {
  readonly record: StreamRecord;
  /** What this record alone asks for. */
  readonly task: Task;
  readonly ticket: Ticket;
  readonly progress: ShardProgress;
}

/**
 * Repeats a work until all its records are settled. What is provably about the record (adapters/refuses-item.ts) is
 * parked after `parkAfterAttempts`, which settles the record too. Everything else is repeated without end, known or
 * not, and is a problem in the link's status meanwhile. Never rejects: when the term ends, the records stay unsettled.
 */
export async function completeWork(work: Work<Part>, context: LinkContext): Promise<void> {
  const { task, parts } = work;
  if (task.kind === 'parked') return completeParked(task, context);
  const { clock, late, options, randomness, signal, counters, onTrouble, onRecovered } = context;
  let parking = task.kind === 'invalid' ? task.cause : undefined;
  let own = 0;
  const over = () => signal.aborted;
  for (let attempt = 1; !over(); attempt += 1) {
    try {
      const result =
        parking === undefined
          ? await perform(task, parts, context)
          : await park(parking, task, parts, context);
      if (result.outcome !== 'nothing')
        counters.count(result.outcome, isChange(task) ? task.wallMs : undefined);
      counters.coalesced(parts.length - 1);
      if (attempt > 1) onRecovered(work);
      settle(parts, result, context);
      return;
    } catch (error) {
      const { kind, ambiguous } = classifyFailure(error);
      if (over()) break;
      if (ambiguous) late.note();
      if (kind === 'record' && parking === undefined) {
        own += 1;
        if (own >= options.parkAfterAttempts) parking = error;
      }
      onTrouble(error, work);
      await clock.sleep(backoffMs(attempt, backoff(context), randomness), signal).catch(() => {});
    }
  }
  onRecovered(work);
}

type TaskResult = ChangeResult | { readonly outcome: 'nothing'; readonly notBeforeMs?: number };

async function perform(task: Task, parts: readonly Part[], context: LinkContext): Promise<TaskResult> {
  if (task.kind === 'replicated-copy')
    return { outcome: (await removeReplicatedCopy(task, context)) ? 'late' : 'nothing' };
  if (!isChange(task)) return { outcome: 'nothing' };
  const sequence = parts.at(-1)?.record.sequence;
  if (sequence !== undefined)
    await context.parked.supersede(task.keyText, task.key, { sequence, version: task.versionText });
  const result = await applyChange(task, context, { earlier: earlierOf(parts) });
  if (result.supersededBy !== undefined)
    context.superseded.note(result.supersededBy, parts.at(-1)?.progress.lastRead, context.clock.wallMs());
  return result;
}

async function park(
  cause: unknown,
  task: Task,
  parts: readonly Part[],
  context: LinkContext,
): Promise<TaskResult> {
  const { name, parked, onEvent } = context;
  const record = parts.at(-1)?.record;
  if (record === undefined) return { outcome: 'nothing' };
  const version = isChange(task) ? task.versionText : undefined;
  const added = await parked.park(record, version, explainRefusal(cause, task, context.table));
  if (added)
    onEvent('record.parked', {
      ...name,
      sequence: record.sequence,
      cause: cause instanceof Error ? cause.name : String(cause),
    });
  return { outcome: 'parked' };
}

/** Lets the checkpoint pass the records, at once or from `notBeforeMs` on. */
function settle(parts: readonly Part[], { notBeforeMs }: TaskResult, { clock, signal }: LinkContext): void {
  const settleAll = () => {
    for (const { progress, ticket } of parts) progress.settle(ticket);
  };
  if (notBeforeMs === undefined) settleAll();
  else clock.sleep(Math.max(0, notBeforeMs - clock.monotonicMs()), signal).then(settleAll, () => {});
}

/** The changes that were coalesced into the last one. */
function earlierOf(parts: readonly Part[]): readonly Change[] {
  return parts.length === 1 ? [] : parts.slice(0, -1).flatMap(({ task }) => (isChange(task) ? [task] : []));
}
