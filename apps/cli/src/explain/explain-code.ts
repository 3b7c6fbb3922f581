import { nearestNames, pageOf, type CommandContext, type TextStyle } from '@understudy/command-line';
import { EXIT_CODES } from '@understudy/core';
import { CliError } from '../errors.ts';
import { loadCatalogues, type ExplainedCode } from './load-catalogues.ts';
import { wrapText } from '../wrap-text.ts';

const SUGGESTED = 3;

/**
 * Writes what a code means and what to do.
 * @param text the code in any case, with or without `UND_`
 * @throws CliError `UND_CLI_CODE_UNKNOWN`
 */
export async function explainCode(text: string, context: CommandContext): Promise<void> {
  const known = await loadCatalogues();
  const upper = text.toUpperCase();
  const code = upper.startsWith('UND_') ? upper : `UND_${upper}`;
  const found = known.find((entry) => entry.code === code);
  if (found === undefined) {
    const nearest = nearestNames(
      code,
      known.map((entry) => entry.code),
      SUGGESTED,
    );
    const hint = nearest.length === 0 ? '' : ` Did you mean ${nearest.join(', ')}?`;
    throw new CliError('UND_CLI_CODE_UNKNOWN', {
      what: `No error has the code ${code}.${hint}`,
      details: { code, nearest },
    });
  }
  context.result(factsOf(found), (_facts, style) => describe(found, style));
}

/** Writes every code, one a line. */
export async function listCodes(context: CommandContext): Promise<void> {
  const known = await loadCatalogues();
  const width = Math.max(...known.map(({ code }) => code.length));
  context.result(known.map(factsOf), (_facts, { wide }) =>
    known.map(({ code, meaning }) => (wide ? `${code.padEnd(width)}  ${meaning}` : code)).join('\n'),
  );
}

function factsOf({ code, package: name, meaning, remedy, exit = 'unexpected' }: ExplainedCode) {
  return { code, package: name, meaning, remedy, exit: EXIT_CODES[exit], page: pageOf(code) };
}

function describe(entry: ExplainedCode, { columns }: TextStyle): string {
  const { code, exit, package: name, meaning, remedy, page } = factsOf(entry);
  return [
    `${code}  (${name}, exit code ${exit})`,
    '',
    ...wrapText(meaning, columns),
    '',
    ...wrapText(`What to do: ${remedy}`, columns),
    `More: ${page}`,
  ].join('\n');
}
