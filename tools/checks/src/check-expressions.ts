import type { MetricDeclaration } from '@understudy/core';
import { readExpression, type LabelMatcher, type Selector } from './read-expression.ts';
import type { Finding, ListedMetric } from './types.ts';

/** PromQL, and what has it: an alert, or a panel of a dashboard. */
export interface NamedExpression {
  readonly at: string;
  readonly expr: string;
}

/** Labels that Prometheus and the rendered configuration put on every series. */
const TARGET_LABELS = ['job', 'instance', 'understudy_service'];
/** Prometheus's own series, with the labels that it gives them. */
const OWN: Readonly<Record<string, readonly string[]>> = { up: [], ALERTS: ['alertname', 'alertstate'] };
const HISTOGRAM = /_(?:bucket|sum|count)$/;

/** Expressions that name a metric, a label or a label's value that no catalogue declares, or that are no PromQL. */
export function checkExpressions(
  expressions: readonly NamedExpression[],
  listed: readonly Pick<ListedMetric, 'name' | 'declared'>[],
): readonly Finding[] {
  const declared = new Map(listed.map((metric) => [metric.name, metric.declared]));
  return expressions.flatMap(({ at, expr }) => wrongIn(expr, declared).map((what) => ({ at, what })));
}

type Declared = ReadonlyMap<string, MetricDeclaration>;

function wrongIn(expr: string, declared: Declared): readonly string[] {
  const { isWhole, selectors, groupings } = readExpression(expr);
  if (!isWhole) return [`is no PromQL: ${expr}`];
  if (selectors.length === 0 && !expr.startsWith('vector(')) return [`selects no metric: ${expr}`];
  const ofLabels = groupings.flatMap(({ labels, from, to }) => {
    const inside = selectors.filter((selector) => selector.from >= from && selector.to <= to);
    const known = new Set(inside.flatMap((selector) => labelsOf(selector, declared) ?? []));
    return labels
      .filter((label) => !known.has(label))
      .map(
        (label) => `groups by ${label}, which none of ${inside.map(({ metric }) => metric).join(', ')} has`,
      );
  });
  return [...selectors.flatMap((selector) => wrongInSelector(selector, declared)), ...ofLabels];
}

function wrongInSelector(selector: Selector, declared: Declared): readonly string[] {
  const { metric, matchers } = selector;
  const labels = labelsOf(selector, declared);
  if (labels === undefined) return [`names ${metric}, which no catalogue declares`];
  return matchers.flatMap((matcher) => {
    if (!labels.includes(matcher.label))
      return [`names the label ${matcher.label} of ${metric}, which has none`];
    const values = declarationOf(metric, declared)?.labels?.[matcher.label];
    const isKnown = !isList(values) || values.some((value) => matches(matcher, value));
    return isKnown ? [] : [`asks for ${matcher.label} "${matcher.value}" of ${metric}, which it never has`];
  });
}

function labelsOf({ metric }: Pick<Selector, 'metric'>, declared: Declared): readonly string[] | undefined {
  const own = OWN[metric];
  if (own !== undefined) return [...own, ...TARGET_LABELS];
  const declaration = declarationOf(metric, declared);
  if (declaration === undefined) return undefined;
  const bound = metric.endsWith('_bucket') ? ['le'] : [];
  return [...Object.keys(declaration.labels ?? {}), ...bound, ...TARGET_LABELS];
}

/** A histogram has no series of its name, only those of its parts. */
function declarationOf(metric: string, declared: Declared): MetricDeclaration | undefined {
  const own = declared.get(metric);
  if (own !== undefined) return own.type === 'histogram' ? undefined : own;
  const whole = declared.get(metric.replace(HISTOGRAM, ''));
  return whole?.type === 'histogram' ? whole : undefined;
}

function matches({ operator, value: wanted }: LabelMatcher, value: string): boolean {
  if (operator === '=') return wanted === value;
  if (operator === '=~') return new RegExp(`^(?:${wanted})$`).test(value);
  return true;
}

function isList(values: unknown): values is readonly string[] {
  return Array.isArray(values);
}
