import { GetItemCommand, TransactWriteItemsCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { backoffMs, mayHaveApplied } from '@understudy/core';
import { Ancestors, classifyFailure, refusedConditions, type LedgerEntry } from '@understudy/replicator';
import { decodeVersion, stampOf, type Item } from '@understudy/versions';
import type { DecideOptions } from './decide-options.ts';
import { MergeClaims } from './merge-claims.ts';
import { composeWrite } from './merge/compose-write.ts';
import type { MergeResult } from './merge/merge-result.ts';
import { MergeSeals } from './merge/merge-seals.ts';
import { planMerge, type MergePlan } from './merge/plan-merge.ts';
import { summariseSteps } from './merge/summarise-steps.ts';
import type { Side } from './merge/types.ts';
import { readEntries, type KeyChain } from './read-chains.ts';
import type { Decider } from './types.ts';

export interface MergeRequest extends Decider {
  /** Plans, and writes nothing. */
  readonly dryRun: boolean;
  /** A person says that the stored item has none of these writes, where nothing else tells. */
  readonly trustBase: boolean;
  readonly decide?: (path: string) => Side | undefined;
}

/** Reads of an item that others write meanwhile. */
const ATTEMPTS = 12;
const PAUSES = { firstMs: 20, mostMs: 500 };

/** What is stored now, and what a merge makes of it. */
interface Look {
  readonly writer: string;
  readonly ours: Item | undefined;
  readonly plan: Extract<MergePlan, { readonly merged: unknown }>;
}

/**
 * Merges the writes of one key that lost into the item as it is now, with a native write through the failover client, and closes their
 * entries. Conditions of the write: those of compose-write.ts, and that the merge's seal in the writer's region is
 * pending; otherwise the item is read and merged again. A merge that was left half done is ended first: its entries are closed if its
 * write was made, and otherwise it can't be made any more. So nothing is added twice, however often this is repeated.
 * @throws what its requests throw; an answer that was lost leaves claims that the next merge of the key ends
 */
export async function mergeKey(
  chain: KeyChain,
  request: MergeRequest,
  options: DecideOptions,
): Promise<MergeResult> {
  const { records, clock, randomness } = options;
  const claims = new MergeClaims(chain.link, request, options);
  if (!request.dryRun) await claims.endAbandoned(await readEntries(records, chain));
  const entries = (await readEntries(records, chain)).filter(({ closed }) => closed === undefined);
  if (entries.length === 0) return { is: 'by-another', why: 'every entry of the key is decided' };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const look = await lookAt(entries, request, options);
    if ('why' in look) return claims.release(look);
    const { plan } = look;
    if (plan.is === 'conflict' || request.dryRun) {
      return claims.release({ ...told(plan), is: plan.is === 'conflict' ? 'conflict' : 'merged' });
    }
    const claimed = await claims.take(entries, look.writer);
    if (claimed !== undefined) return claimed;
    const written = await write(look, entries, claims, options);
    if (written === 'made') {
      await claims.complete(plan, describe(look, options.stampAttribute));
      return { ...told(plan), is: 'merged' };
    }
    if (written !== 'again') return claims.release(written);
    await clock.sleep(backoffMs(attempt, PAUSES, randomness));
  }
  return claims.release({
    is: 'busy',
    why: `the item was written between each of ${ATTEMPTS} reads and its merge`,
  });
}

function told(plan: Look['plan']) {
  return { steps: plan.merged.steps, held: plan.held.length, lacked: plan.lacked.length };
}

function describe({ plan, ours }: Look, stampAttribute: string): string {
  const stamp = stampOf(ours, stampAttribute) ?? (ours === undefined ? 'no item' : 'an item without a stamp');
  return `${summariseSteps(plan.merged.steps)}; into ${stamp}`;
}

async function lookAt(
  entries: readonly LedgerEntry[],
  { trustBase, decide }: MergeRequest,
  options: DecideOptions,
): Promise<Look | Extract<MergeResult, { readonly why: string }>> {
  const { records, route, assignedOf, keyAttributesOf, stampAttribute } = options;
  const [first] = entries;
  const { writer, merging } = await route();
  if (first === undefined || writer === undefined) return { is: 'waits', why: 'the writer is being moved' };
  const { link, key, lost } = first;
  const { Item: ours } = await records
    .client(writer)
    .send(new GetItemCommand({ TableName: link.table, Key: { ...key }, ConsistentRead: true }));
  const ancestors = new Ancestors(records.client(link.target));
  const plan = planMerge({
    entries,
    ours,
    ancestor: await ancestors.after(link, key, decodeVersion(lost.version).epoch),
    isMerging: merging.includes(link.source),
    stampAttribute,
    trustBase,
    rules: {
      fixed: [...(await keyAttributesOf(link.table)), stampAttribute],
      assigned: assignedOf(link.table),
      ...(decide === undefined ? {} : { decide }),
    },
  });
  return 'why' in plan ? plan : { writer, ours, plan };
}

/** `made`: the merge is stored, or was so before. `again`: the item was written meanwhile. */
async function write(
  { writer, ours, plan }: Look,
  entries: readonly LedgerEntry[],
  claims: MergeClaims,
  options: DecideOptions,
): Promise<'made' | 'again' | Extract<MergeResult, { readonly why: string }>> {
  const { records, partitionKeyOf, stampAttribute } = options;
  const [{ link, key } = { link: claims.link, key: {} }] = entries;
  const partitionKey = await partitionKeyOf(link.table);
  const facts = { table: link.table, key, partitionKey, stampAttribute, ours, merged: plan.merged };
  const part = composeWrite(facts);
  if (part === undefined) return 'made';
  const seals = new MergeSeals(records.client(writer), link);
  const failed = await send([part, seals.part(claims.token)], options);
  if (failed === undefined) return 'made';
  const refused = refusedConditions(failed);
  if (refused?.[1]?.code === 'None' || isBusy(failed)) return 'again';
  // Its answer was lost, its seal is taken, or it was refused: only the seal says what became of it.
  if ((await seals.end(claims.token)) === 'merged') return 'made';
  if (refused !== undefined)
    return { is: 'by-another', why: 'another merge, or a move of the writer, came between' };
  return { is: 'failed', why: failed instanceof Error ? failed.message : 'the write was refused' };
}

/** Not made: capacity, or another transaction, was in its way. */
function isBusy(error: unknown): boolean {
  const { kind, ambiguous } = classifyFailure(error);
  return (
    !ambiguous &&
    !mayHaveApplied(error) &&
    (kind === 'contention' || kind === 'capacity') &&
    refusedConditions(error) === undefined
  );
}

async function send(parts: TransactWriteItem[], { writer }: DecideOptions): Promise<unknown> {
  try {
    await writer.send(new TransactWriteItemsCommand({ TransactItems: parts }));
    return undefined;
  } catch (error) {
    return error;
  }
}
