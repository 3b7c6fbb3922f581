import type { TopologyProblemCode } from './errors.ts';
import type { Finding } from './place-problem.ts';
import { textAt, type List } from './value-at.ts';

/** Names that stand for two entries of one list; the later one is at fault. */
export function checkRepeats(list: List | undefined, code: TopologyProblemCode, expected: string): Finding[] {
  const first = new Map<string, number>();
  return (list?.items ?? []).flatMap((item, index) => {
    const name = textAt(item, 'name');
    if (list === undefined || name === undefined) return [];
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, index);
      return [];
    }
    const path = [...list.path, index, 'name'];
    return [
      {
        code,
        path,
        at: 'value' as const,
        expected: `${expected}: entry ${before + 1} of the list has this one`,
        found: { value: name },
      },
    ];
  });
}
