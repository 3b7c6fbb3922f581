import type { LocalCloudState } from '@understudy/api-contract';
import { durationWords } from '../words/duration-words.ts';

/** A region of the local cloud. */
export type LocalParty = LocalCloudState['parties'][number];
export type LocalFault = LocalParty['faults'][number];

/** A fault as what it makes of its region. */
export function faultWords({ kind, ms = 0 }: LocalFault): string {
  switch (kind) {
    case 'killed':
      return 'is killed';
    case 'paused':
      return 'is paused';
    case 'slow':
      return `is slow by ${durationWords(ms)}`;
    case 'cut':
      return 'is cut off';
    case 'no-name':
      return 'has an empty name';
  }
}
