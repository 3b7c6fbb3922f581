import { escapeHtml } from './escape-html.ts';

/** A cell with a class, for a cell that is more than its text. */
export interface HtmlCell {
  readonly text: string;
  readonly className: 'time' | 'unmet';
}

/** A table of plain texts; without a head where that is empty. */
export function htmlTable(
  head: readonly string[],
  rows: readonly (readonly (string | HtmlCell)[])[],
): string {
  const header =
    head.length === 0
      ? ''
      : `<thead><tr>${head.map((text) => `<th>${escapeHtml(text)}</th>`).join('')}</tr></thead>\n`;
  return `<table>\n${header}<tbody>\n${rows.map((cells) => `<tr>${cells.map(cell).join('')}</tr>`).join('\n')}\n</tbody>\n</table>`;
}

function cell(content: string | HtmlCell): string {
  return typeof content === 'string'
    ? `<td>${escapeHtml(content)}</td>`
    : `<td class="${content.className}">${escapeHtml(content.text)}</td>`;
}
