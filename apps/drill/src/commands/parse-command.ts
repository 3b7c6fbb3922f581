/** What can be typed while the cloud stays up. */
export type Command =
  | { readonly kind: 'kill'; readonly region: string }
  | { readonly kind: 'restore'; readonly region: string }
  | { readonly kind: 'switch' }
  | { readonly kind: 'check' }
  | { readonly kind: 'help' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown'; readonly why: string };

export const COMMANDS_HELP = [
  '  kill REGION      kill -9; the writer is failed over, as in the drill',
  '  restore REGION   let it come back and merge its tail',
  '  switch           hand the writer over to the other region, as planned',
  '  check            stop the traffic, compare both regions and the journal',
  '  help             this list',
  '  quit             stop everything (as Ctrl-C does)',
];

/** Those that stand alone, by what may be typed for them. */
const ALONE: Readonly<Partial<Record<string, 'switch' | 'check' | 'help' | 'quit'>>> = {
  switch: 'switch',
  check: 'check',
  help: 'help',
  '?': 'help',
  quit: 'quit',
  exit: 'quit',
  q: 'quit',
};

/** One typed line as a command, in either case; a region may be shortened as long as it is clear which is meant. */
export function parseCommand(line: string, regions: readonly string[]): Command {
  const [typed = '', name = '', ...rest] = line.trim().split(/\s+/);
  if (typed === '') return { kind: 'nothing' };
  const word = typed.toLowerCase();
  if (word === 'kill' || word === 'restore') {
    const meant = regions.filter((region) => name !== '' && region.startsWith(name.toLowerCase()));
    const [region] = meant;
    if (region === undefined || meant.length > 1 || rest.length > 0) {
      return { kind: 'unknown', why: `"${word}" needs one of ${regions.join(', ')} after it.` };
    }
    return { kind: word, region };
  }
  const kind = Object.hasOwn(ALONE, word) ? ALONE[word] : undefined;
  if (kind === undefined) {
    return {
      kind: 'unknown',
      why: `Unknown command "${typed}". Commands: kill REGION, restore REGION, switch, check, help, quit.`,
    };
  }
  return name === '' ? { kind } : { kind: 'unknown', why: `"${word}" takes nothing after it.` };
}
