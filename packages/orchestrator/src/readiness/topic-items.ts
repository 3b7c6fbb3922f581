import type { ReadinessItem, ReadinessTopic } from '@understudy/findings';

export type ReadinessProblem = Required<Pick<ReadinessItem, 'verdict' | 'cause' | 'remedy'>>;

/** Of one topic this many problems are listed, and the rest is counted: what is kept must not grow with the tables. */
const MOST = 10;

/**
 * The items of one topic: its problems, each once, or one that says what was verified. Pure.
 * @param verified one sentence; absent where nothing was, so that the topic does not pass
 */
export function topicItems(
  name: ReadinessTopic,
  problems: readonly ReadinessProblem[],
  verified: string | undefined,
): readonly ReadinessItem[] {
  const each = [...new Map(problems.map((problem) => [problem.cause, problem])).values()];
  if (each.length === 0) return verified === undefined ? [] : [{ name, verdict: 'passed', cause: verified }];
  const shown = each.slice(0, MOST).map((problem) => ({ name, ...problem }));
  const rest = each.slice(MOST);
  if (rest.length === 0) return shown;
  const verdict = rest.some((problem) => problem.verdict === 'action-required')
    ? 'action-required'
    : 'unknown';
  const cause = `And ${String(rest.length)} more of ${name}.`;
  return [...shown, { name, verdict, cause, remedy: '`understudy check` shows all.' }];
}

/** A problem that a person has to act on. */
export function action(cause: string, remedy: string): ReadinessProblem {
  return { verdict: 'action-required', cause, remedy };
}

/** Something that could not be verified. */
export function unknown(cause: string, remedy: string): ReadinessProblem {
  return { verdict: 'unknown', cause, remedy };
}
