import type { ObserverReport } from '@understudy/findings';
import { majorOf } from './major-of.ts';

/** In what orchestrators that report now differ, so that they may judge differently. */
export interface Differences {
  /** Their major versions, sorted. */
  readonly majors: readonly string[];
  /** The fingerprints of their topologies. */
  readonly topologies: readonly string[];
}

/** Pure. */
export function findDifferences(
  reports: readonly Pick<ObserverReport, 'version' | 'topology'>[],
): Differences {
  const majors = reports.map(({ version }) => majorOf(version));
  return {
    majors: [...new Set(majors)].sort(),
    topologies: [...new Set(reports.map(({ topology }) => topology))],
  };
}
