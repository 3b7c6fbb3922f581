import { describe, expect, it } from '@jest/globals';
import { isUnderstudyError, UnderstudyError, type ErrorCatalogue } from './errors.ts';

const SAMPLE_ERRORS = {
  UND_SAMPLE_BROKEN: { exit: 'refused', meaning: 'A sample broke.', remedy: 'Mend it.' },
  UND_SAMPLE_OTHER: { meaning: 'Something else broke.', remedy: 'Look at it.' },
} as const satisfies ErrorCatalogue;

class SampleError extends UnderstudyError<'UND_SAMPLE_BROKEN'> {
  constructor(cause?: unknown) {
    super('UND_SAMPLE_BROKEN', SAMPLE_ERRORS.UND_SAMPLE_BROKEN, {
      what: 'It broke.',
      details: { at: 3 },
      cause,
    });
  }
}

describe('UnderstudyError', () => {
  it('says the code, what happened and what to do', () => {
    const error = new SampleError();
    expect(error.message).toBe('UND_SAMPLE_BROKEN: It broke. Mend it.');
    expect(error).toMatchObject({
      name: 'SampleError',
      code: 'UND_SAMPLE_BROKEN',
      what: 'It broke.',
      remedy: 'Mend it.',
      exit: 'refused',
      details: { at: 3 },
    });
    expect('cause' in error).toBe(false);
  });

  it('ends a command as unexpected where its entry names no exit', () => {
    class OtherError extends UnderstudyError {
      constructor() {
        super('UND_SAMPLE_OTHER', SAMPLE_ERRORS.UND_SAMPLE_OTHER, { what: 'It broke.' });
      }
    }
    expect(new OtherError().exit).toBe('unexpected');
  });

  it('keeps its cause', () => {
    const cause = new Error('why');
    expect(new SampleError(cause).cause).toBe(cause);
  });

  it('is distinguished from other errors, by its code if one is given', () => {
    expect(isUnderstudyError(new SampleError())).toBe(true);
    expect(isUnderstudyError(new SampleError(), 'UND_SAMPLE_BROKEN')).toBe(true);
    expect(isUnderstudyError(new SampleError(), 'UND_SAMPLE_OTHER')).toBe(false);
    expect(isUnderstudyError(new Error('UND_SAMPLE_BROKEN'))).toBe(false);
  });
});
