import { describe, expect, it } from '@jest/globals';
import { affectedArguments } from './affected-arguments.mjs';

describe('affectedArguments', () => {
  it('counts what is not committed, but for continuous integration (fault N8)', () => {
    expect(affectedArguments('b', false)).toEqual(['affected', '--base=b']);
    expect(affectedArguments('b', true)).toEqual(['affected', '--base=b', '--head=HEAD']);
  });

  it('is everything where no commit can be compared with', () => {
    expect(affectedArguments(undefined, false)).toEqual(['run-many']);
  });
});
