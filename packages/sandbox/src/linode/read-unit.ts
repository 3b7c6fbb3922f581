/** What the local cloud takes from a unit of systemd. */
export interface Unit {
  readonly execStartPre: readonly string[];
  readonly execStart: string;
  readonly workingDirectory: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly environmentFiles: readonly { readonly path: string; readonly optional: boolean }[];
  readonly conditionPathExists: readonly string[];
  readonly restart: 'always' | 'on-failure' | 'no';
  readonly restartMs: number;
}

/**
 * Reads a unit file. Keys it does not know are passed over, as systemd does.
 * @throws Error where it has no ExecStart
 */
export function readUnit(text: string): Unit {
  const lines = text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => /^[A-Za-z]+\s*=/.test(line.trim()))
    .map((line) => {
      const at = line.indexOf('=');
      return { key: line.slice(0, at).trim(), value: line.slice(at + 1).trim() };
    });
  const all = (wanted: string) => lines.filter(({ key }) => key === wanted).map(({ value }) => value);
  const last = (wanted: string) => all(wanted).at(-1);
  const execStart = last('ExecStart');
  if (execStart === undefined) throw new Error('the unit has no ExecStart');
  const restart = last('Restart');
  return {
    execStartPre: all('ExecStartPre'),
    execStart,
    workingDirectory: last('WorkingDirectory'),
    environment: Object.fromEntries(all('Environment').flatMap((line) => splitWords(line).map(assignment))),
    environmentFiles: all('EnvironmentFile').map((path) => ({
      path: path.replace(/^-/, ''),
      optional: path.startsWith('-'),
    })),
    conditionPathExists: all('ConditionPathExists'),
    restart: restart === 'always' || restart === 'on-failure' ? restart : 'no',
    restartMs: readSpan(last('RestartSec') ?? '100ms'),
  };
}

/** The lines of an environment file. */
export function readEnvironment(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').filter((line) => /^\s*[A-Za-z_]\w*=/.test(line));
  return Object.fromEntries(
    lines.map((line) => assignment(line.trim().replace(/^(\w+=)(["'])(.*)\2$/, '$1$3'))),
  );
}

/**
 * The program and its arguments: words, quotes, `%%`, `$$`, `${NAME}` inside of words and `$NAME` as a separate word,
 * which is split at blanks.
 */
export function splitCommand(line: string, environment: Readonly<Record<string, string>>): readonly string[] {
  return splitWords(line.replace(/^[-@:+!]+/, '')).flatMap((word) => {
    const alone = /^\$([A-Za-z_]\w*)$/.exec(word);
    if (alone) return (environment[alone[1] ?? ''] ?? '').split(/\s+/).filter((each) => each !== '');
    const filled = word.replace(/\$(?:\$|\{([A-Za-z_]\w*)\})/g, (_all, name: string | undefined) =>
      name === undefined ? '$' : (environment[name] ?? ''),
    );
    return [filled];
  });
}

function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (quote === '' && /\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (quote === '' && (char === '"' || char === "'")) {
      quote = char;
      word ??= '';
    } else if (char === quote && quote !== '') {
      quote = '';
    } else if (char === '\\' && at + 1 < line.length) {
      at += 1;
      word = (word ?? '') + line.charAt(at);
    } else {
      if (char === '%' && line.charAt(at + 1) === '%') at += 1;
      word = (word ?? '') + char;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

function assignment(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

function readSpan(text: string): number {
  const found = /^([\d.]+)\s*(ms|s|min)?$/.exec(text);
  const factor = found?.[2] === 'ms' ? 1 : found?.[2] === 'min' ? 60_000 : 1000;
  return Number(found?.[1] ?? 0) * factor;
}
