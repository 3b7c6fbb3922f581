import { describe, expect, it } from '@jest/globals';
import { UnderstudyError, type ExitName } from '@understudy/core';
import { codeTrouble } from './code-trouble.ts';
import { describeFailure } from './describe-failure.ts';

const failed = (message: string, facts: object) => Object.assign(new Error(message), facts);

class SampleError extends UnderstudyError {
  constructor(exit: ExitName, cause?: unknown) {
    super('UND_SAMPLE_BROKEN', { exit, remedy: 'Look at it.' }, { what: 'It broke.', cause });
  }
}

const unrecognized = failed('The security token is invalid.', { name: 'UnrecognizedClientException' });

describe('codeTrouble', () => {
  it.each([
    [
      failed('Could not load credentials\nfrom any providers', { name: 'CredentialsProviderError' }),
      'UND_COMMAND_LINE_CREDENTIALS_MISSING',
      'CredentialsProviderError: Could not load credentials from any providers.',
    ],
    [unrecognized, 'UND_COMMAND_LINE_CREDENTIALS_REFUSED', 'The security token is invalid.'],
    [failed('Late.', { name: 'ExpiredTokenException' }), 'UND_COMMAND_LINE_CREDENTIALS_REFUSED', 'Late.'],
    [failed('No.', { name: 'AccessDeniedException' }), 'UND_COMMAND_LINE_NOT_ALLOWED', 'No.'],
    [
      failed('connect ECONNREFUSED 127.0.0.1:9', { code: 'ECONNREFUSED' }),
      'UND_COMMAND_LINE_ENDPOINT_UNREACHABLE',
      'connect ECONNREFUSED 127.0.0.1:9.',
    ],
    [
      Object.assign(new AggregateError([new Error('connect ETIMEDOUT ::1:9')]), { code: 'ETIMEDOUT' }),
      'UND_COMMAND_LINE_ENDPOINT_UNREACHABLE',
      'connect ETIMEDOUT ::1:9.',
    ],
    [failed('', { code: 'EAI_AGAIN' }), 'UND_COMMAND_LINE_ENDPOINT_UNREACHABLE', 'EAI_AGAIN.'],
    [failed('Late.', { name: 'TimeoutError' }), 'UND_COMMAND_LINE_ENDPOINT_UNREACHABLE', 'Late.'],
    [failed('No.', { name: 'ResourceNotFoundException' }), 'UND_COMMAND_LINE_TABLE_MISSING', 'No.'],
    [
      failed('No.', { name: 'ResourceNotFoundException', missingTable: 'understudy-ledger in us-east-1' }),
      'UND_COMMAND_LINE_TABLE_MISSING',
      'There is no table understudy-ledger in us-east-1.',
    ],
    [failed('in use', { code: 'EADDRINUSE' }), 'UND_COMMAND_LINE_PORT_IN_USE', 'in use.'],
    [
      failed('no', { code: 'EADDRNOTAVAIL', syscall: 'listen' }),
      'UND_COMMAND_LINE_ADDRESS_UNAVAILABLE',
      'no.',
    ],
    [failed('no space left', { code: 'ENOSPC', syscall: 'write' }), 'UND_COMMAND_LINE_DISK_FULL', 'no space'],
    [failed('no', { code: 'EROFS', syscall: 'open' }), 'UND_COMMAND_LINE_FILE_NOT_ALLOWED', 'no.'],
    [failed('no', { code: 'ENOENT', syscall: 'open' }), 'UND_COMMAND_LINE_FILE_MISSING', 'no.'],
    [failed('too many', { code: 'EMFILE' }), 'UND_COMMAND_LINE_FILES_EXHAUSTED', 'too many.'],
    [
      failed('spawn ssh ENOENT', { code: 'ENOENT', syscall: 'spawn ssh' }),
      'UND_COMMAND_LINE_PROGRAM_MISSING',
      'spawn ssh ENOENT.',
    ],
    [new TypeError('x is not a function'), 'UND_COMMAND_LINE_UNEXPECTED', 'x is not a function.'],
    ['text', 'UND_COMMAND_LINE_UNEXPECTED', 'text.'],
  ])('gives %s the code %s (fault N5)', (error, code, what) => {
    expect(codeTrouble(error)).toMatchObject({ code, what: expect.stringContaining(what) });
  });

  it('keeps an error that has a code', () => {
    const error = new SampleError('refused', failed('', { code: 'ECONNREFUSED' }));
    expect(codeTrouble(error)).toBe(error);
  });

  it('finds refused credentials among the causes of a coded error, unless it says so itself', () => {
    expect(codeTrouble(new SampleError('refused', unrecognized))).toMatchObject({
      code: 'UND_COMMAND_LINE_CREDENTIALS_REFUSED',
    });
    const said = new SampleError('notAuthenticated', unrecognized);
    expect(codeTrouble(said)).toBe(said);
  });
});

describe('describeFailure', () => {
  it('shows neither a stack nor a cause, and says how a bug is reported (fault N5)', () => {
    const bug = new TypeError('x is not a function', { cause: new Error('under it') });
    const text = describeFailure(bug, {}).text;
    expect(text).toMatch(/^UND_COMMAND_LINE_UNEXPECTED: TypeError: x is not a function\.\n/);
    expect(text).toMatch(/^ {2}What to do: .*UNDERSTUDY_DEBUG=true.*open an issue/m);
    expect(text).not.toMatch(/^ +at |under it|\[cause\]/m);
    expect(describeFailure(bug, { UNDERSTUDY_DEBUG: 'true' }).text).toMatch(/^ +at [^]*under it/m);
  });
});
