import type { LinkStatus, LossWindow } from '@understudy/links';
import { orderBroken, streamOff, type ReplicatorError } from './errors.ts';

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
    ...(isOff === true ? [{ ...link, problem: describeError(streamOff(link)) }] : []),
    ...(gap === undefined ? [] : [{ ...link, problem: describeGap(gap) }]),
    ...(unexplained === 0 ? [] : [{ ...link, problem: describeError(orderBroken(link, unexplained)) }]),
  ];
}

function describeError({ code, what, remedy }: ReplicatorError): string {
  return `${code}: ${what} ${remedy}`;
}

function describeGap({ fromMs, untilMs }: LossWindow): string {
  const from = fromMs === undefined ? '' : ` from ${new Date(fromMs).toISOString()}`;
  return `Changes${from} until ${new Date(untilMs).toISOString()} are in no stream that the link can read: re-seed the table with understudy backfill --reseed.`;
}
