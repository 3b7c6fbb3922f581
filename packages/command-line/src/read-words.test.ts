import { describe, expect, it } from '@jest/globals';
import { flag, readWords, valued, type WrongWords } from './read-words.ts';

const options = {
  port: valued,
  table: { ...valued, multiple: true },
  in: { ...valued, short: 'i' },
  plain: flag,
  help: { ...flag, short: 'h' },
} as const;

class Refused extends Error {
  readonly wrong: WrongWords;

  constructor(wrong: WrongWords) {
    super(wrong.what);
    this.wrong = wrong;
  }
}

const read = (...args: readonly string[]) =>
  readWords({ args, allowPositionals: true, options }, (wrong) => new Refused(wrong));
const readBare = (...args: readonly string[]) => readWords({ args, options }, (wrong) => new Refused(wrong));

describe('the words of a command line', () => {
  it('are values of what is declared, with their types, and what is beside them', () => {
    const { values, positionals } = read('u.yaml', '--port', '80', '--table=a', '--table', 'b', '-h');
    const port: string | undefined = values.port;
    const help: boolean | undefined = values.help;
    expect([port, help, values.table, values.plain]).toEqual(['80', true, ['a', 'b'], undefined]);
    expect(positionals).toEqual(['u.yaml']);
  });

  it.each([
    [['--prot', '80'], 'unknown', 'There is no option --prot.'],
    [['-x'], 'unknown', 'There is no option -x.'],
    [['word'], 'unknown', '"word" is one argument too many.'],
    [['a. b'], 'unknown', '"a. b" is one argument too many.'],
    [['--port'], 'invalid', '--port needs a value.'],
    [['-i'], 'invalid', '--in needs a value.'],
    [['--port', '-5'], 'invalid', '--port needs a value; one that begins with "-" is written --port=-5.'],
    [['-i', '-5'], 'invalid', '-i needs a value; one that begins with "-" is written -i-5.'],
    [['--plain=yes'], 'invalid', '--plain takes no value.'],
  ])('are refused in one sentence: %j', (args, kind, what) => {
    expect(() => readBare(...args)).toThrow(
      expect.objectContaining({
        message: what,
        wrong: expect.objectContaining({ kind, cause: expect.any(Error) }),
      }),
    );
  });

  it('are refused with what Node says besides', () => {
    expect(() => read('--prot')).toThrow(
      expect.objectContaining({
        message: 'There is no option --prot.',
        wrong: expect.objectContaining({
          cause: expect.objectContaining({
            message: expect.stringContaining('To specify a positional argument'),
          }),
        }),
      }),
    );
  });
});
