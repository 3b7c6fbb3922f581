import type { Change, Task } from '../types.ts';

/** One or more tasks of one key that are complete when the last of them is. */
export interface Work<T> {
  readonly task: Task;
  /** What each task came with, oldest first; more than one where older ones were coalesced into it. */
  readonly parts: readonly T[];
}

/**
 * Puts `next` behind the works of its key that have not begun (the protocol, "A link, record by record", 6): into
 * the last of them when its version ascends, otherwise as another work.
 */
export function queueWork<T>(waiting: readonly Work<T>[], next: Work<T>): readonly Work<T>[] {
  const last = waiting.at(-1);
  if (last === undefined || !ascends(last.task, next.task)) return [...waiting, next];
  return [...waiting.slice(0, -1), { task: next.task, parts: [...last.parts, ...next.parts] }];
}

function ascends(before: Task, after: Task): boolean {
  return isChange(before) && isChange(after) && after.versionText > before.versionText;
}

/** Whether a task is a change to be applied. */
export function isChange(task: Task): task is Change {
  return task.kind === 'put' || task.kind === 'remove';
}
