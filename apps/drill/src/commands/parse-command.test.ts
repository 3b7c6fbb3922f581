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

  it.each(['kill', 'kill mars', 'kill u s', 'restore', 'switch now', 'explode', 'constructor'])(
    'does not guess what "%s" means',
    (line) => {
      expect(parse(line).kind).toBe('unknown');
    },
  );

  it('takes both cases', () => {
    expect(parse('KILL Us')).toEqual({ kind: 'kill', region: 'us-east-1' });
    expect(parse('Quit')).toEqual({ kind: 'quit' });
  });

  it.each(['foo', 'foo bar', 'Foo us'])(
    'says of "%s" that there is no such command, and which there are',
    (line) => {
      const why = expect.stringMatching(/^Unknown command "[Ff]oo"\. Commands: .*check, help, quit\.$/);
      expect(parse(line)).toEqual({ kind: 'unknown', why });
    },
  );

  it('says what a command that there is lacks, or has too much', () => {
    expect(parse('kill')).toMatchObject({ why: '"kill" needs one of us-east-1, eu-central-1 after it.' });
    expect(parse('check now')).toMatchObject({ why: '"check" takes nothing after it.' });
  });

  it('does nothing at an empty line', () => {
    expect(parse('  ')).toEqual({ kind: 'nothing' });
  });
});
