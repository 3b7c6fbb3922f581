import { describe, expect, it } from '@jest/globals';
import { shellWord } from './shell-word.ts';

describe('shellWord', () => {
  it('keeps what no shell changes, and quotes the rest', () => {
    expect(['eu-central-1', 'two words', "it's $HOME `x`", ''].map(shellWord)).toEqual([
      'eu-central-1',
      "'two words'",
      `'it'\\''s $HOME \`x\`'`,
      "''",
    ]);
  });
});
