import { FINDINGS, type Finding } from '@understudy/findings';
import type { Suggestion } from '../status/suggest-next.ts';
import { planOf, type Sights } from './sights.ts';

/** A finding of the leader, and since when it has been there, where that is known. */
export type DatedFinding = Finding & { readonly sinceMs?: number };

/** What the orchestrators found last, in the order of the catalogue; none where none leads. */
export function datedFindings(sights: Sights): readonly DatedFinding[] {
  const decided = planOf(sights)?.decided;
  if (decided === undefined) return [];
  return decided.decision.findings.map((finding) => {
    const sinceMs = decided.findingsSinceMs[`${finding.code} ${finding.subject}`];
    return { ...finding, ...(sinceMs !== undefined && { sinceMs }) };
  });
}

/** Those of them whose subject is `name`, or names it as one of its words. */
export function findingsAbout(name: string, sights: Sights): readonly DatedFinding[] {
  return datedFindings(sights).filter(({ subject }) => subject.split(/[\s,]+/).includes(name));
}

/** The first thing to do about findings; `undefined` where there are none. */
export function nextOf(findings: readonly Finding[]): Suggestion | undefined {
  const [first] = findings;
  if (first === undefined) return undefined;
  const { title, action, firstCommand } = FINDINGS[first.code];
  return { what: `${title}: ${first.subject}. ${action}`, command: firstCommand };
}
