import { describeOption, flagOf, type ArgumentSpec, type CommandSpec } from '@understudy/command-line';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { escapeCell } from './escape-cell.ts';
import { ROOT } from './root.ts';

const BEGIN = '<!-- commands: made from src/commands by `npm run docs` -->';
const END = '<!-- /commands -->';
const BETWEEN = new RegExp(`${BEGIN}[\\s\\S]*?${END}`);

/**
 * The document with each command, its arguments and options between its two marks.
 * @throws Error where the marks are missing
 */
export async function renderCommandTables(
  document: string,
  commands: readonly CommandSpec[],
): Promise<string> {
  if (!BETWEEN.test(document)) throw new Error(`The document has no place for commands: ${BEGIN} … ${END}`);
  const written = document.replace(
    BETWEEN,
    () => `${BEGIN}\n\n${commands.map(render).join('\n\n')}\n\n${END}`,
  );
  return format(written, { ...(await resolveConfig(join(ROOT, 'README.md'))), parser: 'markdown' });
}

function render({ name, summary, arguments: places = [], options = {} }: CommandSpec): string {
  const flags = Object.entries(options).map(([key, option]) => {
    const value = option.value === undefined ? '' : ` ${option.value}`;
    return `| \`${flagOf(key)}${value}\` | ${escapeCell(describeOption(option))} |`;
  });
  const words = places.map((place) => `| \`${wordOf(place)}\` | ${escapeCell(place.description)} |`);
  const rows = [...words, ...flags];
  const usage = ['understudy', name, ...places.map(wordOf), ...(flags.length > 0 ? ['[options]'] : [])];
  const table =
    rows.length === 0 ? '' : `\n\n| argument or option | meaning |\n| --- | --- |\n${rows.join('\n')}`;
  return `\`${usage.join(' ')}\`: ${summary}${table}`;
}

function wordOf({ name, optional = false, variadic = false }: ArgumentSpec): string {
  const word = `${name.toUpperCase()}${variadic ? '…' : ''}`;
  return optional ? `[${word}]` : word;
}
