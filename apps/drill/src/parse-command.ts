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
  '  check            stop the traffic, compare both regions and hold the journal against them',
  '  quit             stop everything (as Ctrl-C does)',
];

/** One typed line as a command; a region may be shortened as long as it is clear which is meant. */
export function parseCommand(line: string, regions: readonly string[]): Command {
  const [word = '', name = '', ...rest] = line.trim().split(/\s+/);
  if (word === '') return { kind: 'nothing' };
  if (word === 'kill' || word === 'restore') {
    const meant = regions.filter((region) => name !== '' && region.startsWith(name));
    const [region] = meant;
    if (region === undefined || meant.length > 1 || rest.length > 0) {
      return { kind: 'unknown', why: `${word} needs one of ${regions.join(', ')}` };
    }
    return { kind: word, region };
  }
  if (name !== '') return { kind: 'unknown', why: `${word} takes nothing after it` };
  switch (word) {
    case 'switch':
    case 'check':
    case 'help':
    case 'quit':
      return { kind: word };
    case 'exit':
    case 'q':
      return { kind: 'quit' };
    case '?':
      return { kind: 'help' };
    default:
      return { kind: 'unknown', why: `there is no command "${word}"` };
  }
}
