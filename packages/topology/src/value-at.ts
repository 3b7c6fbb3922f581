import type { Path } from './place-problem.ts';

/** A list somewhere in a file, and where it is. */
export interface List {
  readonly path: Path;
  readonly items: readonly unknown[];
}

/** The value at a path of a file that may be of any shape. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}

export function listAt(file: unknown, path: Path): List | undefined {
  const items = valueAt(file, path);
  return Array.isArray(items) ? { path, items } : undefined;
}

export function textAt(item: unknown, key: string): string | undefined {
  const value = valueAt(item, [key]);
  return typeof value === 'string' ? value : undefined;
}
