import { EXIT_CODES } from '@understudy/core';
import { describeOption, flagOf, type ArgumentSpec, type CommandSpec } from '@understudy/command-line';
import { format } from 'prettier';
import { escapeCell } from './escape-cell.ts';

const HEAD = `# Commands

Every command of \`understudy\`, as its specification declares it; \`npm run docs\` writes this page. \`-f FILE\` names the
topology (else \`UNDERSTUDY_FILE\`, else \`understudy.yaml\`), \`-o json|yaml|wide\` the format of results. Results go to stdout,
everything else to stderr.
`;

const MEANINGS: Readonly<Record<keyof typeof EXIT_CODES, string>> = {
  done: 'done',
  unexpected: 'unexpected error',
  usage: 'wrong usage or configuration',
  refused: 'refused, or not ready; nothing was changed',
  aborted: 'aborted; everything is as before',
  unverified: 'done, but not verified',
  stillRunning: 'still in progress without this command',
  notFound: 'not found',
  overBudget: 'over budget',
  controlStoreUnreachable: 'control store unreachable',
  notAuthenticated: 'not authenticated',
  notAllowed: 'not allowed',
  interrupted: 'interrupted by Ctrl-C',
};

/** The reference of all commands, in the order given, and the table of exit codes. */
export async function renderCommandReference(commands: readonly CommandSpec[]): Promise<string> {
  const exits = Object.entries(EXIT_CODES).map(
    ([name, code]) => `| ${String(code)} | ${MEANINGS[name as keyof typeof EXIT_CODES]} |`,
  );
  const codes = `## Exit codes\n\n| Code | Meaning |\n| --- | --- |\n${exits.join('\n')}\n`;
  const text = [HEAD, ...commands.map(renderCommand), codes].join('\n');
  return format(text, { parser: 'markdown', printWidth: 110, proseWrap: 'never' });
}

function renderCommand({
  name,
  summary,
  description,
  arguments: args = [],
  options = {},
  examples,
}: CommandSpec) {
  const flags = Object.entries(options).map(([key, option]) => {
    const short = option.short === undefined ? '' : `-${option.short}, `;
    const value = option.value === undefined ? '' : ` ${option.value}`;
    return `| \`${short}${flagOf(key)}${value}\` | ${escapeCell(describeOption(option))} |`;
  });
  const words = args.map((argument) => `| \`${argument.name}\` | ${escapeCell(argument.description)} |`);
  const usage = ['understudy', name, ...args.map(usageOf), ...(flags.length > 0 ? ['[options]'] : [])];
  const rows = [...words, ...flags];
  return [
    `## understudy ${name}\n`,
    `${summary}${description === undefined ? '' : ` ${description}`}\n`,
    `\`\`\`sh\n${usage.join(' ')}\n\`\`\`\n`,
    ...(rows.length > 0 ? [`| Argument or option | Meaning |\n| --- | --- |\n${rows.join('\n')}\n`] : []),
    ...(examples.length > 0
      ? [`\`\`\`sh\n${examples.map(({ command, does }) => `${command}  # ${does}`).join('\n')}\n\`\`\`\n`]
      : []),
  ].join('\n');
}

function usageOf({ name, optional = false, variadic = false }: ArgumentSpec): string {
  const word = `${name.toUpperCase()}${variadic ? '...' : ''}`;
  return optional ? `[${word}]` : word;
}
