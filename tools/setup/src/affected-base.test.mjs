import { describe, expect, it } from '@jest/globals';
import { affectedBase } from './affected-base.mjs';

const ancestors = new Set(['b', 'c']);
const git = (...args) =>
  args[1] === '--is-ancestor'
    ? ancestors.has(args[2])
      ? ''
      : undefined
    : `merge-base of ${args.slice(1).join(' and ')}`;
const passed =
  (...commits) =>
  async () =>
    commits;

describe('affectedBase', () => {
  it('is where a pull request left the branch it goes to', async () => {
    const base = await affectedBase({
      event: 'pull_request',
      pullRequestBase: 'tip',
      passedCommits: passed('b'),
      git,
    });
    expect(base).toBe('merge-base of tip and HEAD');
  });

  it('is the newest commit that passed and that a push builds on', async () => {
    expect(await affectedBase({ event: 'push', passedCommits: passed('gone', 'b', 'c'), git })).toBe('b');
  });

  it('is nothing where no commit has passed', async () => {
    expect(await affectedBase({ event: 'push', passedCommits: passed(), git })).toBeUndefined();
    expect(await affectedBase({ event: 'push', passedCommits: passed('gone'), git })).toBeUndefined();
  });
});
