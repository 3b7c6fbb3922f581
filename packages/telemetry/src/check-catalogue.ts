import type { LabelValues, MetricCatalogue, MetricDeclaration } from '@understudy/core';

/** How names end, by base unit; longer endings first, since the first one that fits says the unit. */
const ENDINGS = [
  ['timestamp seconds', '_timestamp_seconds'],
  ['seconds', '_seconds'],
  ['bytes', '_bytes'],
  ['ratio', '_ratio'],
] as const;
const NAME = /^understudy_[a-z][a-z0-9]*(_[a-z0-9]+)+$/;
const LABEL = /^[a-z][a-z0-9_]*$/;
/** Units that Prometheus's naming rules replace by base units. */
const NOT_BASE =
  /_(ms|milliseconds?|micros|minutes?|hours?|days?|kb|mb|kilobytes?|megabytes?|percent)(_total)?$/;
/** Labels that the text format keeps for itself. */
const RESERVED = ['le', 'quantile', 'job', 'instance'];

/**
 * What is wrong with a catalogue by the rules for names of Prometheus (https://prometheus.io/docs/practices/naming/);
 * one sentence each, none where everything is right.
 */
export function checkCatalogue(catalogue: MetricCatalogue): readonly string[] {
  return Object.entries(catalogue).flatMap(([name, metric]) =>
    [...checkName(name, metric), ...checkLabels(metric), ...checkValues(metric)].map(
      (what) => `${name} ${what}.`,
    ),
  );
}

function checkName(name: string, { type, unit, help }: MetricDeclaration): readonly string[] {
  const wrong: string[] = [];
  if (!NAME.test(name)) wrong.push('is not of the form understudy_<package>_<noun>_<unit>');
  if ((type === 'counter') !== name.endsWith('_total'))
    wrong.push(
      type === 'counter' ? 'is a counter and does not end in _total' : 'ends in _total and is no counter',
    );
  const noun = name.replace(/_total$/, '');
  const named = ENDINGS.find(([, ending]) => noun.endsWith(ending))?.[0];
  const base = ENDINGS.find(([known]) => known === unit);
  if (NOT_BASE.test(name)) wrong.push('is not in a base unit');
  else if (base !== undefined && !noun.endsWith(base[1]))
    wrong.push(`has the unit ${unit} and does not end in ${base[1]}`);
  else if (named !== undefined && named !== unit)
    wrong.push(`has the unit "${unit}" where its name says ${named}`);
  if (!/^[A-Z0-9].*\.$/s.test(help)) wrong.push('has a help text that is not a sentence');
  return wrong;
}

function checkLabels({ labels = {} }: MetricDeclaration): readonly string[] {
  return Object.entries(labels).flatMap(([label, values]) => {
    if (!LABEL.test(label)) return [`has the label "${label}", which is not in lower case`];
    if (RESERVED.includes(label)) return [`has the label "${label}", which Prometheus sets itself`];
    if (isOpen(values)) return [];
    return new Set(values).size === values.length && values.length > 0
      ? []
      : [`lists no value, or one value twice, for the label "${label}"`];
  });
}

function checkValues(metric: MetricDeclaration): readonly string[] {
  if (metric.type !== 'histogram') return [];
  const { buckets } = metric;
  const ascends = buckets.every(
    (bound, at) => Number.isFinite(bound) && (at === 0 || bound > (buckets[at - 1] ?? 0)),
  );
  return buckets.length > 0 && ascends ? [] : ['has buckets that are not finite and ascending'];
}

export function isOpen(values: LabelValues): values is { readonly open: true } {
  return !Array.isArray(values);
}
