import { parseArgs } from 'node:util';
import { SetupError } from './errors.mjs';

/**
 * One option of a script.
 *
 * @typedef {object} ScriptOption
 * @property {string} description
 * @property {string} [value] what its value is called; none: it has no value
 * @property {string} [short]
 */

const HELP = { help: { description: 'Show this help.', short: 'h' } };

/**
 * Whether the words ask for help; they are options that the script has, each with its value.
 * @param {readonly string[]} words
 * @param {{ name: string, options?: Readonly<Record<string, ScriptOption>> }} script
 * @returns {{ help: boolean }}
 * @throws SetupError `UND_SETUP_OPTION_UNKNOWN`, `UND_SETUP_OPTION_INVALID`
 */
export function readScriptWords(words, { name, options = {} }) {
  const known = { ...options, ...HELP };
  const declared = Object.entries(known).map(([key, { value, short }]) => [
    key,
    { type: value === undefined ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) },
  ]);
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(declared),
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'positional') throw unknown(name, `"${token.value}"`, '');
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (option === undefined) throw unknown(name, token.rawName, hint(token.name, Object.keys(known)));
    // Without the mark, the next option is taken for the value of this one.
    const isMissing = token.value === undefined || (!token.inlineValue && token.value.startsWith('-'));
    if (option.value !== undefined && isMissing)
      throw invalid(`${token.rawName} needs a value: ${option.value}.`);
    if (option.value === undefined && token.value !== undefined)
      throw invalid(`${token.rawName} takes no value.`);
  }
  return { help: tokens.some(({ kind, name: option }) => kind === 'option' && option === 'help') };
}

function unknown(script, word, more) {
  return new SetupError('UND_SETUP_OPTION_UNKNOWN', {
    what: `${script} has no ${word.startsWith('-') ? `option ${word}` : `place for ${word}`}.${more}`,
  });
}

function invalid(what) {
  return new SetupError('UND_SETUP_OPTION_INVALID', { what });
}

/** The option that is meant most likely: one or two letters away, or begun alike. */
function hint(word, names) {
  const [nearest] = names
    .map((name) => ({ name, distance: name.startsWith(word) ? 0 : distanceOf(word, name) }))
    .filter(({ distance }) => distance <= 2)
    .sort((a, b) => a.distance - b.distance);
  return nearest === undefined ? '' : ` Did you mean --${nearest.name}?`;
}

/** Letters to insert, remove or replace. */
function distanceOf(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let at = 1; at <= from.length; at += 1) {
    const next = [at];
    for (let other = 1; other <= to.length; other += 1) {
      const replaced = row[other - 1] + (from[at - 1] === to[other - 1] ? 0 : 1);
      next.push(Math.min(row[other] + 1, next[other - 1] + 1, replaced));
    }
    row = next;
  }
  return row[to.length];
}
