import { describe, expect, it } from '@jest/globals';
import { findNetworkError } from './find-network-error.ts';

const refused = (message: string) => Object.assign(new Error(message), { code: 'ECONNREFUSED' });

describe('findNetworkError', () => {
  it('finds what the network said, also under another error', () => {
    const said = 'connect ECONNREFUSED 127.0.0.1:8000';
    expect(findNetworkError(refused(said))).toBe(said);
    expect(findNetworkError(new Error('reading failed', { cause: refused(said) }))).toBe(said);
    expect(findNetworkError(refused(''))).toBe('ECONNREFUSED');
    expect(findNetworkError(Object.assign(new Error('too late'), { name: 'TimeoutError' }))).toBe('too late');
  });

  it('takes no other error for one', () => {
    expect(findNetworkError(new TypeError('undefined is not a function'))).toBeUndefined();
    expect(findNetworkError(Object.assign(new Error('no file'), { code: 'ENOENT' }))).toBeUndefined();
    expect(findNetworkError('a text')).toBeUndefined();
  });
});
