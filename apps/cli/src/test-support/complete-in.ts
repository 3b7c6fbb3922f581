import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

/** Completes the last word of a command line of `understudy` in a real shell that sources the script. */
type CompleteLine = (line: string, script: string) => Promise<readonly string[]>;

const HERE = 'understudy() { printf \'GOT<%s>\\n\' "$@"; echo END; }';

/** Readline's key M-* puts every candidate into the line, and a function of that name prints its words. */
const inBash: CompleteLine = (line, script) =>
  typeInto(
    'bash --norc --noprofile -i',
    `PS1=; ${HERE}; source ${script}; echo REA""DY\n`,
    `${line}\u001b*\n`,
    line,
  );

/** The completer _all_matches puts every candidate into the line. */
const inZsh: CompleteLine = (line, script) =>
  typeInto(
    'zsh -f -i',
    `PS1=; autoload -Uz compinit; compinit -u -D; ${HERE}; source ${script}; zstyle ':completion:*' completer _all_matches _complete; zstyle ':completion:*' insert yes; echo REA""DY\n`,
    `${line}\t\n`,
    line,
  );

const inFish: CompleteLine = async (line, script) => {
  const { stdout } = await promisify(execFile)('fish', [
    '--private',
    '-c',
    `source ${script}; complete -C ${JSON.stringify(line)}`,
  ]);
  return stdout.split('\n').flatMap((each) => (each === '' ? [] : [each.split('\t')[0] ?? '']));
};

/** By the shell's name. */
export const COMPLETE_IN = { bash: inBash, zsh: inZsh, fish: inFish } as const;

/** Types into a shell on a separate terminal; gives the words that the line gained in place of its last one. */
async function typeInto(
  shell: string,
  setup: string,
  typed: string,
  line: string,
): Promise<readonly string[]> {
  const child = spawn('script', ['-qec', shell, '/dev/null'], {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', TERM: 'dumb' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let output = '';
  let state: 'starting' | 'typed' | 'ended' = 'starting';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text.replaceAll('\r', '');
    if (state === 'starting' && /READY$/m.test(output)) {
      state = 'typed';
      child.stdin.write(typed);
    } else if (state === 'typed' && /^END$/m.test(output)) {
      state = 'ended';
      child.stdin.end('exit\n');
    }
  });
  child.stdin.write(setup);
  await once(child, 'close');
  const words = [...output.matchAll(/GOT<(.*)>$/gm)]
    .map(([, word = '']) => word)
    .filter((word) => word !== '%s');
  return words.slice(line.split(' ').length - 2);
}
