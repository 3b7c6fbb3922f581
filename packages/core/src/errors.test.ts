import { describe, expect, it } from '@jest/globals';
import { isUnderstudyError, UnderstudyError } from './errors.ts';

class SampleError extends UnderstudyError<'UND_SAMPLE_BROKEN'> {
  constructor(cause?: unknown) {
    super('UND_SAMPLE_BROKEN', 'Mend it.', { what: 'It broke.', details: { at: 3 }, cause });
  }
}

describe('UnderstudyError', () => {
  it('says the code, what happened and what to do', () => {
    const error = new SampleError();
    expect(error.message).toBe('UND_SAMPLE_BROKEN: It broke. Mend it.');
    expect(error).toMatchObject({
      name: 'SampleError',
      code: 'UND_SAMPLE_BROKEN',
      remedy: 'Mend it.',
      details: { at: 3 },
    });
    expect('cause' in error).toBe(false);
  });

  it('keeps its cause', () => {
    const cause = new Error('why');
    expect(new SampleError(cause).cause).toBe(cause);
  });

  it('is told from other errors, by its code where one is asked for', () => {
    expect(isUnderstudyError(new SampleError())).toBe(true);
    expect(isUnderstudyError(new SampleError(), 'UND_SAMPLE_BROKEN')).toBe(true);
    expect(isUnderstudyError(new SampleError(), 'UND_SAMPLE_OTHER')).toBe(false);
    expect(isUnderstudyError(new Error('UND_SAMPLE_BROKEN'))).toBe(false);
  });
});
