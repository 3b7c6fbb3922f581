import { pathText, type Path } from './bound-condition.ts';
import { expressionFault } from './expression-fault.ts';
import type { ExpressionKind } from './condition-syntax.ts';

/** Two paths overlap where one leads to or through the other; they conflict where one value would be map and list. */
function relation(one: Path, two: Path): 'overlap' | 'conflict' | undefined {
  const shared = Math.min(one.length, two.length);
  for (let at = 0; at < shared; at += 1) {
    if (one[at] === two[at]) continue;
    return typeof one[at] === typeof two[at] ? undefined : 'conflict';
  }
  return 'overlap';
}

/** @throws ValidationException when two of the paths cannot be meant together. */
export function checkPaths(kind: ExpressionKind, paths: readonly Path[]): void {
  paths.forEach((two, at) => {
    for (const one of paths.slice(0, at)) {
      const found = relation(one, two);
      if (found === undefined) continue;
      throw expressionFault(
        kind,
        `Two document paths ${found} with each other; must remove or rewrite one of these paths; ` +
          `path one: ${pathText(one)}, path two: ${pathText(two)}`,
      );
    }
  });
}
