import { readScriptWords } from './read-script-words.mjs';
import { runCoded } from './run-coded.mjs';

/**
 * Runs a script of package.json as this process: shows its usage where that is asked for, and refuses what it does not know
 * before it does anything.
 *
 * @param {object} script
 * @param {string} script.name as it is called: `npm run setup`
 * @param {string} script.summary one sentence
 * @param {Readonly<Record<string, import('./read-script-words.mjs').ScriptOption>>} [script.options]
 * @param {(words: readonly string[]) => Promise<number>} script.run gives the exit code
 * @param {readonly string[]} [words]
 */
export async function runScript({ name, summary, options = {}, run }, words = process.argv.slice(2)) {
  await runCoded(async () => {
    const { help } = readScriptWords(words, { name, options });
    if (!help) return run(words);
    process.stdout.write(usageOf({ name, summary, options }));
    return 0;
  });
}

function usageOf({ name, summary, options }) {
  const rows = Object.entries({ ...options, help: { description: 'Show this help.', short: 'h' } }).map(
    ([key, { short, value, description }]) => [
      `${short === undefined ? '' : `-${short}, `}--${key}${value === undefined ? '' : ` ${value}`}`,
      description,
    ],
  );
  const width = Math.max(...rows.map(([flag]) => flag.length));
  const call = name.startsWith('npm') ? `${name} -- [options]` : `${name} [options]`;
  return [
    `Usage: ${call}`,
    '',
    summary,
    '',
    ...rows.map(([flag, description]) => `  ${flag.padEnd(width)}  ${description}`),
    '',
  ].join('\n');
}
