import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const { scripts } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));

describe('the scripts', () => {
  it.each(['start', 'test', 'accept', 'bench', 'sim', 'mutants', 'outages'])(
    '%s takes the place of the shell, so that signals reach it',
    (name) => {
      expect(scripts[name]).toBe(`exec node tools/setup/${name}.mjs`);
    },
  );
});
