import type { Labels } from '@understudy/core';

/** Every combination of the labels' values: `{ a: ['1', '2'], b: ['x'] }` → `{a: 1, b: x}`, `{a: 2, b: x}`. */
export function combineLabels(values: Readonly<Record<string, readonly string[]>>): readonly Labels[] {
  return Object.entries(values).reduce<readonly Labels[]>(
    (combined, [label, listed]) =>
      combined.flatMap((labels) => listed.map((value) => ({ ...labels, [label]: value }))),
    [{}],
  );
}
