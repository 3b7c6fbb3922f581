import type { LinkName, LinkStatus } from '@understudy/links';
import { orderBroken, streamGap, streamOff, type ReplicatorError } from './errors.ts';

/** A problem of one link that a person has to solve, as `/readyz` shows it. */
export interface LinkProblem {
  readonly table: string;
  readonly source: string;
  readonly target: string;
  readonly problem: string | undefined;
  readonly code?: string | undefined;
  readonly remedy?: string | undefined;
}

/**
 * What a person has to solve of a link: it is refused or blocked, its source's stream is off, changes are in no stream
 * that it reads, or its target refused what it should have taken.
 */
export function describeProblems(status: LinkStatus): readonly LinkProblem[] {
  const {
    state,
    link,
    blocked,
    problem,
    problemCode: code,
    remedy,
    gap,
    streamOff: isOff,
    unexplained,
  } = status;
  return [
    ...(state === 'refused' || blocked === true ? [{ ...link, problem, code, remedy }] : []),
    ...(isOff === true ? [problemOf(link, streamOff(link))] : []),
    ...(gap === undefined ? [] : [problemOf(link, streamGap(link, gap))]),
    ...(unexplained === 0 ? [] : [problemOf(link, orderBroken(link, unexplained))]),
  ];
}

function problemOf(link: LinkName, { code, what, remedy }: ReplicatorError): LinkProblem {
  return { ...link, problem: `${code}: ${what} ${remedy}`, code, remedy };
}
