import type { RunningState } from './types.ts';
import { unreadableAnswer } from './unreadable-answer.ts';

/** `show info`: one `Name: value` a line. */
export function parseInfo(answer: string): Pick<RunningState, 'pid' | 'version'> {
  const pid = Number(/^Pid: (\d+)$/m.exec(answer)?.[1]);
  const version = /^Version: (\S+)$/m.exec(answer)?.[1];
  if (!Number.isInteger(pid) || version === undefined) throw unreadableAnswer('show info', answer);
  return { pid, version };
}
