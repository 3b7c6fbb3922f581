import type { KeyChain } from '../read-chains.ts';
import { nameRecord } from '../name-record.ts';
import { keyAsText } from '../record-as-text.ts';
import type { MergeResult } from '../merge/merge-result.ts';
import { summariseStep } from '../merge/summarise-steps.ts';
import type { MergeStep } from '../merge/types.ts';
import { valueText } from '../merge/value-text.ts';

/** Of an item that was, or would be, merged: its writes, each attribute, and what to type for each conflict. */
export function renderMerge({ link, key, ids }: KeyChain, result: MergeResult, dryRun: boolean): string {
  const head = `${link.table} ${keyAsText(key)}  ${link.source} → ${link.target}, ${writes(ids.length)} that lost`;
  return [head, ...bodyOf(result, dryRun, nameOf({ link, key, ids }))].join('\n  ');
}

/** The same for programs: values in DynamoDB's JSON. */
export function mergeAsJson({ link, key, ids }: KeyChain, result: MergeResult, dryRun: boolean): object {
  return {
    ...link,
    key,
    records: ids.map((id) => nameRecord({ kind: 'ledger', link, id })),
    dryRun,
    ...result,
  };
}

function bodyOf(result: MergeResult, dryRun: boolean, name: string): readonly string[] {
  if ('why' in result) return [`${UNMERGED[result.is]}: ${result.why}`, ...hintOf(result, name)];
  const { is, steps, held } = result;
  const shown = steps.flatMap((step) =>
    step.is === 'conflict' ? conflictLines(step) : [`${step.is.padEnd(9)} ${summariseStep(step)}`],
  );
  const present = held === 0 ? [] : [`${writes(held)} of them the item has already`];
  return [...present, ...shown, outcomeOf(is, dryRun, name)];
}

const UNMERGED: Readonly<Record<Extract<MergeResult, { why: string }>['is'], string>> = {
  waits: 'not yet',
  unsure: 'not merged',
  'by-another': 'not merged',
  busy: 'not merged',
  failed: 'not merged',
};

function hintOf({ is }: MergeResult, name: string): readonly string[] {
  if (is !== 'unsure') return [];
  return [
    `understudy ledger show ${name}  shows the images;`,
    'merge with --trust-base where the item has none of the writes, else ledger apply or ledger drop',
  ];
}

/** Both sides, and what to type to decide. */
function conflictLines({ path, base, theirs, ours }: MergeStep): readonly string[] {
  return [
    `CONFLICT  ${path}`,
    `  before  ${valueText(base)}`,
    `  theirs  ${valueText(theirs)}    --take ${wordOf(`theirs:${path}`)}`,
    `  ours    ${valueText(ours)}    --take ${wordOf(`ours:${path}`)}`,
  ];
}

function outcomeOf(is: 'merged' | 'conflict', dryRun: boolean, name: string): string {
  if (is === 'conflict') return `nothing written; decide with understudy ledger merge ${name} --take …`;
  return dryRun ? 'would be merged' : 'merged';
}

function nameOf({ link, ids: [id = ''] }: KeyChain): string {
  return nameRecord({ kind: 'ledger', link, id });
}

/** As a shell takes it. */
function wordOf(text: string): string {
  return /^[\w:./@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function writes(count: number): string {
  return count === 1 ? '1 write' : `${count} writes`;
}
