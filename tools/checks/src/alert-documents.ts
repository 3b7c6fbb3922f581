import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ALERTS } from '@understudy/monitoring';
import { format, resolveConfig } from 'prettier';
import { escapeCell } from './escape-cell.ts';
import { ROOT } from './root.ts';
import type { GeneratedDocument } from './types.ts';

const BEGIN = '<!-- alerts: made from packages/monitoring by `npm run docs` -->';
const END = '<!-- /alerts -->';
const BETWEEN = new RegExp(`${BEGIN}[\\s\\S]*?${END}`);

/** The table of the alerts that call a person, and the index of all of them with their expressions. */
export const ALERT_DOCUMENTS: readonly GeneratedDocument[] = [
  {
    path: 'docs/operate/README.md',
    render: async () => renderAlerts('docs/operate/README.md', pagingTable()),
  },
  {
    path: 'docs/operate/runbooks/README.md',
    render: async () => renderAlerts('docs/operate/runbooks/README.md', wholeTable()),
  },
];

/** @throws Error where the document has no place for the table */
async function renderAlerts(path: string, table: string): Promise<string> {
  const document = await readFile(join(ROOT, path), 'utf8');
  if (!BETWEEN.test(document)) throw new Error(`${path} has no place for alerts: ${BEGIN} … ${END}`);
  const written = document.replace(BETWEEN, () => `${BEGIN}\n\n${table}\n\n${END}`);
  return format(written, { ...(await resolveConfig(join(ROOT, 'README.md'))), parser: 'markdown' });
}

function pagingTable(): string {
  const rows = Object.entries(ALERTS)
    .filter(([, { severity }]) => severity === 'page')
    .map(([name, { summary, runbook }]) => `| [\`${name}\`](runbooks/${runbook}.md) | ${plain(summary)} |`);
  return ['| alert | says |', '| --- | --- |', ...rows].join('\n');
}

function wholeTable(): string {
  const rows = Object.entries(ALERTS).map(
    ([name, { severity, summary, runbook, expr }]) =>
      `| [\`${name}\`](${runbook}.md) | ${severity} | ${plain(summary)} | \`${expr.replaceAll('|', String.raw`\|`)}\` |`,
  );
  return ['| alert | severity | says | expression |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** `{{ $labels.table }}` as TABLE. */
function plain(template: string): string {
  return escapeCell(
    template.replaceAll(/\{\{ \$labels\.(?:understudy_)?(\w+) \}\}/g, (_whole, label: string) =>
      label.toUpperCase(),
    ),
  );
}
