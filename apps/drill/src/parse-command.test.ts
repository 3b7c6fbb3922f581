import { describe, expect, it } from '@jest/globals';
import { COMMANDS_HELP, parseCommand } from './parse-command.ts';

const parse = (line: string) => parseCommand(line, ['us-east-1', 'eu-central-1']);

describe('parseCommand', () => {
  it('takes the commands that its help names', () => {
    for (const line of COMMANDS_HELP) {
      const [word = '', argument] = line.trim().split(/\s+/);
      expect(parse(argument === 'REGION' ? `${word} us-east-1` : word)).toMatchObject({ kind: word });
    }
  });

  it('takes a region by its beginning', () => {
    expect(parse(' kill   us ')).toEqual({ kind: 'kill', region: 'us-east-1' });
    expect(parse('restore eu-central-1')).toEqual({ kind: 'restore', region: 'eu-central-1' });
  });

  it.each(['kill', 'kill mars', 'kill u s', 'restore', 'switch now', 'explode', 'KILL us-east-1'])(
    'does not guess what "%s" means',
    (line) => {
      expect(parse(line).kind).toBe('unknown');
    },
  );

  it('does nothing at an empty line', () => {
    expect(parse('  ')).toEqual({ kind: 'nothing' });
  });
});
