import type { LinkStatus, LossWindow } from '@understudy/links';

/** A problem of one link that a person has to solve, as `/healthz` shows it. */
export interface LinkProblem {
  readonly table: string;
  readonly source: string;
  readonly target: string;
  readonly problem: string | undefined;
}

/** What a person has to solve of a link: it is refused, or it lost records that its stream dropped before they were read. */
export function describeProblems({ state, link, problem, gap }: LinkStatus): readonly LinkProblem[] {
  return [
    ...(state === 'refused' ? [{ ...link, problem }] : []),
    ...(gap === undefined ? [] : [{ ...link, problem: describeGap(gap) }]),
  ];
}

function describeGap({ fromMs, untilMs }: LossWindow): string {
  const from = fromMs === undefined ? '' : ` from ${new Date(fromMs).toISOString()}`;
  return `The stream dropped records${from} until ${new Date(untilMs).toISOString()} before they were read: re-seed the table with understudy backfill --reseed.`;
}
