import { durationWords } from '../words/duration-words.ts';
import { faultWords, type LocalParty } from './fault-words.ts';

/** What is said on every page of a region that is broken on purpose; absent of one that is up. */
export function brokenWords({ name, faults }: Pick<LocalParty, 'name' | 'faults'>): string | undefined {
  if (faults.length === 0) return undefined;
  return `${name} ${faults.map(faultWords).join(' and ')} on purpose`;
}

/** How long the oldest fault of a region has lasted, from a second on; absent where nothing is broken. */
export function brokenFor({ faults }: Pick<LocalParty, 'faults'>, nowMs: number): string | undefined {
  if (faults.length === 0) return undefined;
  const forMs = Math.max(1000, nowMs - Math.min(...faults.map(({ sinceMs }) => sinceMs)));
  return durationWords(Math.floor(forMs / 1000) * 1000);
}
