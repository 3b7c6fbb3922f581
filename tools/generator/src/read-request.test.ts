import { describe, expect, it } from '@jest/globals';
import { isUnderstudyError } from '@understudy/core';
import { readRequest } from './read-request.ts';

const PACKAGE = 'package lag-probe --layer model --plane data --runtime any --description'.split(' ');
const DESCRIPTION = 'Watches the lag.';

function refusal(args: readonly string[]): { code: string; message: string } {
  try {
    readRequest(args);
  } catch (error) {
    if (isUnderstudyError(error)) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error(`"${args.join(' ')}" was not refused.`);
}

/** The command line of a good package, with one option's value or its name replaced. */
function packageWith(change: {
  name?: string;
  layer?: string;
  plane?: string;
  runtime?: string;
  description?: string;
}): string[] {
  const values = { layer: 'model', plane: 'data', runtime: 'any', description: DESCRIPTION, ...change };
  const options = ['layer', 'plane', 'runtime', 'description'] as const;
  return [
    'package',
    change.name ?? 'lag-probe',
    ...options.flatMap((option) => [`--${option}`, values[option]]),
  ];
}

describe('readRequest', () => {
  it('reads a package', () => {
    expect(readRequest([...PACKAGE, DESCRIPTION])).toEqual({
      kind: 'package',
      name: 'lag-probe',
      layer: 'model',
      plane: 'data',
      runtime: 'any',
      description: DESCRIPTION,
    });
  });

  it('reads a code', () => {
    const args = [
      'error',
      'route',
      'LEASE_LOST',
      '--meaning',
      'The lease is lost.',
      '--remedy',
      'Take a new one.',
    ];
    expect(readRequest(args)).toMatchObject({ kind: 'error', name: 'route', reason: 'LEASE_LOST' });
  });
});

describe('help', () => {
  it.each([['--help'], ['-h'], ['package', '--help'], ['error', 'route', '-h']])(
    'is no error: %s %s (fault N12)',
    (...words) => {
      expect(readRequest(words)).toEqual({ kind: 'help' });
    },
  );
});

describe('what readRequest refuses', () => {
  it.each([
    ['nothing', [], /Nothing was asked for/],
    ['another thing', ['app', 'x'], /"app" can't be made/],
    ['an unknown option', [...PACKAGE, DESCRIPTION, '--tag', 'x'], /tag/],
    ['a missing option', ['package', 'lag-probe', '--layer', 'model'], /--plane is missing/],
    ['two names', ['package', 'a1', 'b1', ...PACKAGE.slice(2), DESCRIPTION], /one name too many/],
    [
      "another command's option",
      [...PACKAGE, DESCRIPTION, '--remedy', 'Do something.'],
      /--remedy belongs to another/,
    ],
    [
      "a package's option for a code",
      ['error', 'route', 'X', '--layer', 'model'],
      /--layer belongs to another/,
    ],
  ])('refuses %s', (_what, args, message) => {
    expect(refusal(args)).toEqual({
      code: 'UND_GENERATOR_ARGUMENTS_INVALID',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    '',
    'a',
    'Lag',
    'lag_probe',
    'lag-',
    'lag--probe',
    '1lag',
    'lag/probe',
    '../lag',
    'x'.repeat(41),
    'utils',
    'route-helpers',
    'common',
  ])('refuses the name "%s"', (name) => {
    expect(refusal(packageWith({ name })).code).toBe('UND_GENERATOR_NAME_INVALID');
  });

  it.each([
    [{ layer: 'core' }, 'model, adapter, app, test'],
    [{ plane: 'user' }, 'any, data, control'],
    [{ runtime: 'deno' }, 'any, node, browser'],
  ])('refuses %j, and says what there is', (change, known) => {
    const { code, message } = refusal(packageWith(change));
    expect(code).toBe('UND_GENERATOR_VALUE_UNKNOWN');
    expect(message).toContain(known);
  });
});

describe('the values that readRequest refuses', () => {
  it.each([
    '',
    'Short.',
    'without a capital letter.',
    'No full stop',
    'Two\nlines.',
    `${'Long '.repeat(80)}.`,
  ])('refuses the description %j', (description) => {
    expect(refusal(packageWith({ description })).code).toBe('UND_GENERATOR_TEXT_INVALID');
  });

  it.each(['', 'lease', 'LEASE-LOST', '_LEASE', 'LEASE_', 'LEASE__LOST'])(
    'refuses the reason "%s"',
    (reason) => {
      expect(refusal(['error', 'route', reason, '--meaning', 'It is.', '--remedy', 'Do it.']).code).toBe(
        'UND_GENERATOR_NAME_INVALID',
      );
    },
  );
});
