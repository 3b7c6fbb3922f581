import { valueText } from './value-text.ts';
import type { MergeStep } from './types.ts';

/** What a merge did, in one line: kept with its entries. */
export function summariseSteps(steps: readonly MergeStep[]): string {
  return steps.length === 0 ? 'nothing to change' : steps.map(summariseStep).join('; ');
}

/** One attribute's part of it. */
export function summariseStep({ path, is, base, theirs, ours, merged, difference }: MergeStep): string {
  switch (is) {
    case 'added':
      return `${path}: ${valueText(ours)} + ${difference ?? ''} = ${valueText(merged)}`;
    case 'taken':
      return `${path}: ${valueText(ours)} → ${valueText(theirs)}`;
    case 'kept':
      return `${path}: ${valueText(ours)} stays`;
    case 'same':
      return `${path}: ${valueText(ours)} in both`;
    case 'members':
    case 'appended':
      return `${path}: ${valueText(ours)} and ${valueText(theirs)} → ${valueText(merged)}`;
    case 'conflict':
      return `${path}: conflict, ${valueText(theirs)} against ${valueText(ours)} (was ${valueText(base)})`;
  }
}
