import { parser } from '@prometheus-io/lezer-promql';

/** A part of an expression, by its place in the text. */
interface Part {
  readonly from: number;
  readonly to: number;
}

/** One condition on a label. */
export interface LabelMatcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** A metric that an expression selects. */
export interface Selector extends Part {
  readonly metric: string;
  readonly matchers: readonly LabelMatcher[];
}

/** Labels of `by`, `without`, `on`, `ignoring`, `group_left`; its part is what they are applied to. */
interface Grouping extends Part {
  readonly labels: readonly string[];
}

/** What an expression of PromQL names. */
export interface ReadExpression {
  readonly isWhole: boolean;
  readonly selectors: readonly Selector[];
  readonly groupings: readonly Grouping[];
}

type Tree = ReturnType<typeof parser.parse>;
type Node = Tree['topNode'];

/** Reads an expression with the parser that Prometheus's own pages use. */
export function readExpression(text: string): ReadExpression {
  const tree = parser.parse(text);
  const selectors: Selector[] = [];
  const groupings: Grouping[] = [];
  let isWhole = true;
  tree.iterate({
    enter: ({ type, name, node }) => {
      if (type.isError) isWhole = false;
      if (name === 'VectorSelector') selectors.push(readSelector(node, text));
      if (name === 'GroupingLabels') {
        const labels = node.getChildren('LabelName').map((label) => textOf(label, text));
        groupings.push({ labels, ...partOf(node, tree) });
      }
    },
  });
  return { isWhole, selectors, groupings };
}

function readSelector(node: Node, text: string): Selector {
  const metric = node.getChild('Identifier');
  const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
  return {
    metric: metric === null ? '' : textOf(metric, text),
    matchers: matchers.map((matcher) => ({
      label: textOf(matcher.getChild('LabelName') ?? matcher, text),
      operator: textOf(matcher.getChild('MatchOp') ?? matcher, text),
      value: textOf(matcher.getChild('StringLiteral') ?? matcher, text).slice(1, -1),
    })),
    from: node.from,
    to: node.to,
  };
}

/** An aggregation is applied to what it aggregates, the matching of two vectors to both. */
function partOf(grouping: Node, tree: Tree): Part {
  let node = grouping.parent;
  while (node !== null && node.name !== 'AggregateExpr' && node.name !== 'BinaryExpr') node = node.parent;
  const { from, to } = node ?? tree.topNode;
  return { from, to };
}

function textOf({ from, to }: Part, text: string): string {
  return text.slice(from, to);
}
