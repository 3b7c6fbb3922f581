import ts from 'typescript';
import type { Finding } from './types.ts';

const METRIC = /^understudy_[a-z0-9]+(_[a-z0-9]+)+$/;

/** A metric that a source names, other than as a key of a catalogue. */
export interface MetricUse {
  readonly metric: string;
  readonly at: string;
}

/** Every metric that a source names in a string, except the keys that declare it; and every template that computes one. */
export function findMetricUses(
  file: string,
  text: string,
): { uses: readonly MetricUse[]; computed: readonly Finding[] } {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const uses: MetricUse[] = [];
  const computed: Finding[] = [];
  const at = (node: ts.Node) => `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && METRIC.test(node.text))
      uses.push({ metric: node.text, at: at(node) });
    if (ts.isTemplateExpression(node) && /^understudy_[a-z]/.test(node.head.text)) {
      const what = 'computes the name of a metric; write it out, so that it can be found and checked';
      computed.push({ at: at(node), what });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { uses, computed };
}
