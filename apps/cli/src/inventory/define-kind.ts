import type { Description } from './description.ts';
import { KIND_NAMES, type KindName } from './kind-names.ts';
import type { Sights, Source } from './sights.ts';

/** One column of a kind's table. */
interface Column<Item> {
  readonly head: string;
  readonly cell: (item: Item, sights: Sights) => string;
  /** Shown by `-o wide` alone. */
  readonly wide?: true;
  /** Characters at most, unless wide. */
  readonly most?: number;
}

/** What one kind of thing is: how it is listed and described. */
interface KindSpec<Item extends object> {
  readonly plural: KindName;
  readonly sources: readonly Source[];
  /** What a description needs beside them. */
  readonly describedBy?: readonly Source[];
  /** Whether there is nothing to show without orchestrators. */
  readonly needsOrchestrators?: true;
  readonly items: (sights: Sights) => readonly Item[];
  readonly nameOf: (item: Item) => string;
  readonly columns: readonly Column<Item>[];
  readonly describe: (item: Item, sights: Sights) => Omit<Description, 'kind' | 'name'>;
}

/** A kind of which the type of its items is not known outside. */
export interface Kind {
  readonly plural: KindName;
  readonly singular: string;
  readonly sources: readonly Source[];
  readonly describedBy: readonly Source[];
  readonly needsOrchestrators: boolean;
  readonly items: (sights: Sights) => readonly object[];
  readonly names: (sights: Sights) => readonly string[];
  readonly table: (
    sights: Sights,
    wide: boolean,
  ) => { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** `undefined` where nothing has that name. */
  readonly describe: (sights: Sights, name: string) => Description | undefined;
}

export function defineKind<Item extends object>(spec: KindSpec<Item>): Kind {
  const { plural, sources, items, nameOf, columns } = spec;
  const singular = KIND_NAMES[plural];
  return {
    plural,
    singular,
    sources,
    describedBy: spec.describedBy ?? [],
    needsOrchestrators: spec.needsOrchestrators ?? false,
    items,
    names: (sights) => items(sights).map(nameOf),
    table: (sights, wide) => {
      const shown = columns.filter((column) => wide || column.wide !== true);
      return {
        header: shown.map(({ head }) => head),
        rows: items(sights).map((item) =>
          shown.map(({ cell, most = Infinity }) => {
            const text = cell(item, sights);
            return wide || text.length <= most ? text : `${text.slice(0, most - 1)}…`;
          }),
        ),
      };
    },
    describe: (sights, name) => {
      const item = items(sights).find((each) => nameOf(each) === name);
      return item && { kind: singular, name, ...spec.describe(item, sights) };
    },
  };
}
