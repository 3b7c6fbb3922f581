import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { path, type ExpressionWriter, type PathTree } from './expression-writer.ts';
import { attributeName } from './attribute-name.ts';
import { canonicalValue } from './value.ts';

/** Random updates as trees, and their texts. */
type SourceTree =
  | { readonly path: PathTree }
  | { readonly value: AttributeValue }
  | { readonly call: 'if_not_exists' | 'list_append'; readonly left: SourceTree; readonly right: SourceTree }
  | { readonly sign: '+' | '-'; readonly left: SourceTree; readonly right: SourceTree };

type ActionTree =
  | { readonly section: 'SET'; readonly path: PathTree; readonly source: SourceTree }
  | { readonly section: 'REMOVE'; readonly path: PathTree }
  | { readonly section: 'ADD' | 'DELETE'; readonly path: PathTree; readonly value: AttributeValue };

export type UpdateTree = readonly ActionTree[];

const stored = canonicalValue.map((value) => ({ value }));
const read = path.map((steps) => ({ path: steps }));
const number = fc.integer({ min: -5, max: 5 }).map((given) => ({ value: { N: String(given) } }));
const list = fc.array(canonicalValue, { maxLength: 2 }).map((L) => ({ value: { L } }));

const orElse: fc.Arbitrary<SourceTree> = fc.record({
  call: fc.constant('if_not_exists' as const),
  left: read,
  right: fc.oneof(stored, number, list),
});

const source: fc.Arbitrary<SourceTree> = fc.oneof(
  { weight: 6, arbitrary: stored },
  { weight: 2, arbitrary: read },
  { weight: 2, arbitrary: orElse },
  {
    weight: 3,
    arbitrary: fc.record({
      sign: fc.constantFrom('+' as const, '-' as const),
      left: fc.oneof(
        attributeName.map((name) => ({ path: [name] })),
        number,
        orElse,
      ),
      right: fc.oneof({ weight: 4, arbitrary: number }, { weight: 1, arbitrary: read }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      call: fc.constant('list_append' as const),
      left: fc.oneof(fc.constant({ path: ['l'] }), list, orElse),
      right: fc.oneof(list, fc.constant({ path: ['l'] })),
    }),
  },
);

const someSet: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.uniqueArray(fc.constantFrom('', 'a', 'b', 'abc'), { minLength: 1 }).map((SS) => ({ SS })),
  fc.uniqueArray(fc.constantFrom('1', '2', '1.5'), { minLength: 1 }).map((NS) => ({ NS })),
);

const addend: fc.Arbitrary<AttributeValue> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -5, max: 5 }).map((given) => ({ N: String(given) })) },
  { weight: 4, arbitrary: someSet },
  { weight: 1, arbitrary: canonicalValue },
);

const lessened: fc.Arbitrary<AttributeValue> = fc.oneof(
  { weight: 8, arbitrary: someSet },
  { weight: 1, arbitrary: canonicalValue },
);

const action: fc.Arbitrary<ActionTree> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ section: fc.constant('SET' as const), path, source }) },
  { weight: 2, arbitrary: fc.record({ section: fc.constant('REMOVE' as const), path }) },
  {
    weight: 2,
    arbitrary: fc.record({
      section: fc.constant('ADD' as const),
      path,
      value: addend,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      section: fc.constant('DELETE' as const),
      path,
      value: lessened,
    }),
  },
);

const overlap = (one: ActionTree, two: ActionTree): boolean => {
  const shared = Math.min(one.path.length, two.path.length);
  return one.path.slice(0, shared).every((step, at) => step === two.path[at]);
};

const size = { minLength: 1, maxLength: 4 };

/** Mostly updates whose paths go together. */
export const update: fc.Arbitrary<UpdateTree> = fc.oneof(
  { weight: 12, arbitrary: fc.uniqueArray(action, { ...size, comparator: overlap }) },
  { weight: 1, arbitrary: fc.array(action, size) },
);

function sourceText(writer: ExpressionWriter, tree: SourceTree): string {
  if ('path' in tree) return writer.path(tree.path);
  if ('value' in tree) return writer.value(tree.value);
  const left = sourceText(writer, tree.left);
  const right = sourceText(writer, tree.right);
  return 'call' in tree ? `${tree.call}(${left}, ${right})` : `${left} ${tree.sign} ${right}`;
}

function actionText(writer: ExpressionWriter, tree: ActionTree): string {
  switch (tree.section) {
    case 'SET':
      return `${writer.path(tree.path)} = ${sourceText(writer, tree.source)}`;
    case 'REMOVE':
      return writer.path(tree.path, true);
    case 'ADD':
    case 'DELETE':
      return `${writer.path(tree.path)} ${writer.value(tree.value)}`;
  }
}

export function updateText(writer: ExpressionWriter, tree: UpdateTree): string {
  const sections = [...new Set(tree.map(({ section }) => section))];
  return sections
    .map((name) => {
      const actions = tree.filter(({ section }) => section === name);
      return `${name} ${actions.map((each) => actionText(writer, each)).join(', ')}`;
    })
    .join(' ');
}
