import type { Labels, MetricDeclaration } from '@understudy/core';

/** One sample; `suffix` is what a histogram's samples have after the name: `_bucket`, `_sum`, `_count`. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
  readonly suffix?: string;
}

/**
 * A metric in Prometheus's text format, for those who keep its numbers themselves because every request pays for them
 * (https://prometheus.io/docs/instrumenting/exposition_formats/).
 */
export function renderMetric(name: string, declared: MetricDeclaration, samples: Iterable<Sample>): string {
  const lines = [`# HELP ${name} ${escapeHelp(declared.help)}`, `# TYPE ${name} ${declared.type}`];
  for (const { labels, value, suffix = '' } of samples) {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeValue(text)}"`);
    const named = pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
    lines.push(`${name}${suffix}${named} ${renderNumber(value)}`);
  }
  return `${lines.join('\n')}\n`;
}

function renderNumber(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function escapeValue(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}
