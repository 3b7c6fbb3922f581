import type { Attributes, Value } from '../values/value.ts';
import type { Path } from './bound-condition.ts';

/** What of a value is wanted: all of it, or some of its parts. */
type Wanted = true | ReadonlyMap<string | number, Wanted>;
type Tree = Map<string | number, true | Tree>;

/** The paths as one tree; they do not overlap. */
export function projectionTree(paths: readonly Path[]): ReadonlyMap<string | number, Wanted> {
  const root: Tree = new Map();
  for (const path of paths) {
    let tree = root;
    path.forEach((step, at) => {
      if (at === path.length - 1) {
        tree.set(step, true);
        return;
      }
      const known = tree.get(step);
      const below: Tree = known instanceof Map ? known : new Map<string | number, true | Tree>();
      tree.set(step, below);
      tree = below;
    });
  }
  return root;
}

function part(value: Value, wanted: Wanted): Value | undefined {
  if (wanted === true) return value;
  if (value.type === 'M') {
    const attributes = projectAttributes(value.value, wanted);
    return attributes.size === 0 ? undefined : { type: 'M', value: attributes };
  }
  if (value.type !== 'L') return undefined;
  const elements = value.value
    .map((element, index) => {
      const below = wanted.get(index);
      return below === undefined ? undefined : part(element, below);
    })
    .filter((element) => element !== undefined);
  return elements.length === 0 ? undefined : { type: 'L', value: elements };
}

/** The wanted parts of an item: elements of lists close up, and what has no wanted part is left out. */
export function projectAttributes(
  attributes: Attributes,
  wanted: ReadonlyMap<string | number, Wanted>,
): Attributes {
  const projected = new Map<string, Value>();
  for (const [name, below] of wanted) {
    const value = attributes.get(String(name));
    const found = value === undefined ? undefined : part(value, below);
    if (found !== undefined) projected.set(String(name), found);
  }
  return projected;
}
