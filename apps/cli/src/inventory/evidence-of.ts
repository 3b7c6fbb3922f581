import type { Evidence } from '@understudy/findings';
import type { DatedFinding } from './findings-about.ts';

/** Who saw what, over several findings: the newest first. */
export function evidenceOf(findings: readonly DatedFinding[]): readonly Evidence[] {
  return findings
    .flatMap(({ evidence }) => evidence)
    .sort((one, other) => other.atMs - one.atMs || (one.by < other.by ? -1 : 1));
}
