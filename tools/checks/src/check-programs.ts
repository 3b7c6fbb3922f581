import { flagOf, type CommandSpec } from '@understudy/command-line';
import type { CommandLine } from './find-command-lines.ts';
import type { Finding } from './types.ts';

/** What a reader of this repository can start. */
export interface KnownPrograms {
  /** Every command of `understudy`. */
  readonly commands: readonly CommandSpec[];
  /** Names that `npx` finds in the checkout, so that it asks no registry for them. */
  readonly bins: readonly string[];
  /** Scripts of package.json files, as `npm run` takes them. */
  readonly scripts: readonly string[];
}

const GLOBAL_FLAGS = ['-f', '--file', '-o', '--output', '--no-color', '--debug', '-h', '--help'];
/** npm's own commands that run a script. */
const NPM_SCRIPTS = ['start', 'test'];

/** Programs, commands, options and scripts that documents tell a reader to type, and that do not exist. */
export function checkPrograms(lines: readonly CommandLine[], known: KnownPrograms): readonly Finding[] {
  return lines.flatMap(({ document, line, text }) =>
    wrongIn(text, known).map((what) => ({ at: `${document}:${line}`, what })),
  );
}

function wrongIn(text: string, known: KnownPrograms): readonly string[] {
  const words = text.split(/\s+/);
  const [program = ''] = words;
  if (program === 'understudy') return wrongOfUnderstudy(words.slice(1), known.commands);
  if (program === 'npx') return wrongOfNpx(words.slice(1), known);
  if (program === 'npm') return wrongOfNpm(words.slice(1), known.scripts);
  const isProgram = /^understudy-[a-z]+$/.test(program) && words.length > 1;
  return isProgram ? [`starts ${program}, which is no program; \`understudy\` is the only one`] : [];
}

function wrongOfNpx(words: readonly string[], known: KnownPrograms): readonly string[] {
  const [name, ...rest] = words.filter((word) => !word.startsWith('--'));
  if (name === undefined) return [];
  if (!known.bins.includes(name)) return [`starts npx ${name}, for which npx asks the public registry`];
  return name === 'understudy' ? wrongOfUnderstudy(rest, known.commands) : [];
}

function wrongOfNpm([verb, name]: readonly string[], scripts: readonly string[]): readonly string[] {
  if (verb === undefined) return [];
  const script = verb === 'run' ? name : NPM_SCRIPTS.includes(verb) ? verb : undefined;
  if (script === undefined || !/^[a-z][\w:-]*$/.test(script) || scripts.includes(script)) return [];
  return [`runs the script ${script}, which no package.json has`];
}

function wrongOfUnderstudy(words: readonly string[], commands: readonly CommandSpec[]): readonly string[] {
  const plain = words.filter((word) => /^[a-z][a-z-]*$/.test(word));
  const [first, second] = plain;
  if (words[0] === undefined || first !== words[0]) return [];
  const spec =
    commands.find(({ name }) => name === `${first} ${second ?? ''}`) ??
    commands.find(({ name }) => name === first);
  if (spec === undefined) {
    const isNoun = commands.some(({ name }) => name.startsWith(`${first} `));
    if (!isNoun) return [`starts understudy ${first}, which is no command`];
    return words[1] === undefined || !/^[a-z][a-z-]*$/.test(words[1])
      ? []
      : [`starts understudy ${first} ${words[1]}, which is no command`];
  }
  const flags = [...GLOBAL_FLAGS, ...Object.keys(spec.options ?? {}).map(flagOf)];
  return words
    .map((word) => /^(--?[a-z][a-z-]*)/.exec(word)?.[1])
    .filter((flag) => flag !== undefined && !flags.includes(flag))
    .map((flag) => `gives understudy ${spec.name} the option ${flag ?? ''}, which it does not have`);
}
