import type { MoveStep, MoveSteps } from '@understudy/findings';

/** A change of a step as one sentence, for the audit. */
export function describeStep({ kind, to }: MoveSteps, step: MoveStep): string {
  const { name, state, attempt, attempts, what = '' } = step;
  const subject = `Step ${name} of the ${kind} to ${to}`;
  const count = `attempt ${String(attempt)} of ${String(attempts)}`;
  switch (state) {
    case 'running':
      return `${subject} begins, ${count}.`;
    case 'waiting':
      return `${subject} failed at ${count} and is tried again: ${what}`;
    case 'done':
      return `${subject} is done at ${count}. ${what}`;
    case 'failed':
      return `${subject} failed at ${count}: ${what}`;
    case 'skipped':
      return `${subject} is skipped: ${what}`;
  }
}
