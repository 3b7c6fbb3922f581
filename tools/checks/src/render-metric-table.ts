import type { LabelValues } from '@understudy/core';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ROOT } from './root.ts';
import type { ListedMetric } from './types.ts';

const BEGIN = '<!-- metrics: made from src/metrics.ts by `npm run docs` -->';
const END = '<!-- /metrics -->';
const BETWEEN = new RegExp(`${BEGIN}[\\s\\S]*?${END}`);

/**
 * The document with the table of these metrics between its two marks.
 * @throws Error where the marks are missing
 */
export async function renderMetricTable(document: string, listed: readonly ListedMetric[]): Promise<string> {
  if (!BETWEEN.test(document)) throw new Error(`The document has no place for metrics: ${BEGIN} … ${END}`);
  const rows = listed.map(
    ({ name, declared: { type, labels = {}, help } }) =>
      `| \`${name}\` | ${type} | ${renderLabels(labels)} | ${help} |`,
  );
  const table = `| metric | type | labels | what |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  const written = document.replace(BETWEEN, () => `${BEGIN}\n\n${table}\n${END}`);
  return format(written, { ...(await resolveConfig(join(ROOT, 'README.md'))), parser: 'markdown' });
}

/** Values are listed where the catalogue knows them. */
function renderLabels(labels: Readonly<Record<string, LabelValues>>): string {
  return Object.entries(labels)
    .map(([label, values]) =>
      Array.isArray(values) ? `\`${label}\` (${values.join(', ')})` : `\`${label}\``,
    )
    .join(', ');
}
