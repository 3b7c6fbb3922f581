import { describe, expect, it } from '@jest/globals';
import type { CommandContext } from './command-context.ts';
import { defineCommand } from './define-command.ts';
import { CommandLineError } from './errors.ts';
import { runProgram, type ProgramContext } from './run-program.ts';
import { runCommand, type RunCommandOptions } from './testing/run-command.ts';
import { fixedContext } from './test-support/fixed-context.ts';

const command = (run: (context: CommandContext) => Promise<void>) =>
  defineCommand({
    name: 'try',
    summary: 'Try something.',
    options: {
      state: { value: 'STATE', description: 'State.', kind: { choice: ['open', 'closed'] }, required: true },
    },
    examples: [{ command: 'understudy try --state open', does: 'Try it' }],
    run: (_input, context) => run(context),
  });

const STATE = ['--state', 'open'];
const run = (
  act: (context: CommandContext) => Promise<void>,
  words: readonly string[] = STATE,
  options: RunCommandOptions = {},
) => runCommand(command(act), words, { env: {}, ...options });

const program = {
  name: 'understudy',
  version: '1.2.3',
  summary: 'A program.',
  nouns: { orders: 'Orders.' },
  load: async () => [
    command(async () => {}),
    defineCommand({ name: 'orders list', summary: 'List.', examples: [], run: async () => {} }),
  ],
};

async function play(...argv: readonly string[]) {
  let out = '';
  let err = '';
  const context: ProgramContext = {
    ...fixedContext(),
    out: (text) => (out += text),
    err: (text) => (err += text),
  };
  const code = await runProgram(program, argv, context);
  return { code, out, err };
}

describe('a program', () => {
  it.each([
    [['help'], 'Usage: understudy [options] [command]'],
    [['help', 'try'], 'Usage: understudy try'],
    [['help', 'orders', 'list'], 'Usage: understudy orders list'],
  ])('takes %j for --help', async (words, usage) => {
    expect(await play(...words)).toMatchObject({ code: 0, out: expect.stringContaining(usage), err: '' });
  });

  it('prints its version, and its help where nothing is asked for', async () => {
    expect(await play('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
    const { code, out, err } = await play();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('try ');
    expect(out).toContain('orders ');
  });

  it('lists the verbs of a noun without a verb', async () => {
    expect(await play('orders')).toMatchObject({ code: 0, out: expect.stringContaining('  list '), err: '' });
  });

  it.each([
    [['tyr'], 'UND_COMMAND_LINE_COMMAND_UNKNOWN: understudy has no command "tyr". Did you mean try?'],
    [
      ['orders', 'lits'],
      'UND_COMMAND_LINE_COMMAND_UNKNOWN: understudy orders has no command "lits". Did you mean list?',
    ],
    [
      ['try', '--sate', 'x'],
      'UND_COMMAND_LINE_OPTION_UNKNOWN: understudy try has no option --sate. Did you mean --state?',
    ],
    [['try'], 'UND_COMMAND_LINE_OPTION_MISSING: The option --state STATE is required.'],
    [
      ['try', '--state'],
      'UND_COMMAND_LINE_OPTION_INVALID: understudy try: the option --state <STATE> needs a value.',
    ],
    [
      ['try', '--state', 'opne'],
      'UND_COMMAND_LINE_OPTION_INVALID: --state is "opne"; expected open, closed. Did you mean "open"?',
    ],
    [
      ['try', 'a', ...STATE],
      'UND_COMMAND_LINE_ARGUMENT_UNEXPECTED: understudy try: Too many arguments (1, expected at most 0).',
    ],
    [['try', ...STATE, '-o', 'xml'], 'UND_COMMAND_LINE_OPTION_INVALID: --output is "xml"'],
  ])('refuses %j', async (argv, message) => {
    const { code, out, err } = await play(...argv);
    expect(err.split('\n')[0]).toContain(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.split('\n').slice(1, 3)).toEqual([
      expect.stringMatching(/^ {2}What to do: \S/),
      expect.stringMatching(/^ {2}More: docs\/reference\/errors\.md#und_command_line_/),
    ]);
  });
});

describe('a result', () => {
  const value = { bytes: new Uint8Array([255]), big: 1n };
  const write = async ({ result }: CommandContext) => result(value, (_value, { wide }) => `wide: ${wide}`);

  it.each([
    [[], 'wide: false\n'],
    [['-o', 'wide'], 'wide: true\n'],
    [['-ojson'], '{"bytes":"/w==","big":"1"}\n'],
    [['--output=json'], '{"bytes":"/w==","big":"1"}\n'],
    [['-o', 'yaml'], '---\nbytes: /w==\nbig: "1"\n'],
  ])('is written as %j asks', async (words, out) => {
    expect(await run(write, [...STATE, ...words])).toEqual({ code: 0, out, err: '' });
  });
});

describe('an error', () => {
  const fail = async () => {
    throw new CommandLineError('UND_COMMAND_LINE_PORT_IN_USE', { what: 'Port 1 is taken.' });
  };

  it('is JSON where that is asked for, and shows its stack only with --debug', async () => {
    const { code, out, err } = await run(fail, [...STATE, '-o', 'json']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(JSON.parse(err)).toEqual({
      error: expect.objectContaining({
        code: 'UND_COMMAND_LINE_PORT_IN_USE',
        what: 'Port 1 is taken.',
        exit: 2,
      }),
    });
    expect(err).not.toContain('    at ');
    expect((await run(fail)).err).not.toContain('    at ');
    expect((await run(fail, [...STATE, '--debug'])).err).toContain('    at ');
  });

  it('after a signal is an interruption', async () => {
    const outcome = await run(fail, STATE, { signal: AbortSignal.abort() });
    expect(outcome).toEqual({ code: 130, out: '', err: '' });
  });

  it('is red on a terminal, without NO_COLOR and --no-color', async () => {
    const colored = async (env: Record<string, string>, ...words: string[]) => {
      let err = '';
      const load = async () => [command(fail)];
      const context = { ...fixedContext(), color: true, env, err: (text: string) => (err += text) };
      await runProgram({ ...program, load }, ['try', ...STATE, ...words], context);
      return err.includes('\u001b[');
    };
    expect([await colored({}), await colored({ NO_COLOR: '1' }), await colored({}, '--no-color')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('a question', () => {
  const ask = ({ confirm }: CommandContext) =>
    confirm({ question: 'Move the writer?', name: 'eu-central-1' });

  it('is answered by the name, and refuses anything else', async () => {
    const asked: string[] = [];
    const answer = (text: string) => async (question: string) => {
      asked.push(question);
      return text;
    };
    expect(await run(ask, STATE, { ask: answer('eu-central-1') })).toMatchObject({ code: 0 });
    expect(asked).toEqual(['Move the writer? Type eu-central-1 to go on: ']);
    expect(await run(ask, STATE, { ask: answer('yes') })).toMatchObject({ code: 3 });
    const { code, err } = await run(ask);
    expect(code).toBe(3);
    expect(err).toContain('UND_COMMAND_LINE_NOT_CONFIRMED');
  });
});
