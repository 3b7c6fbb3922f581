import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BUILDS_VARIABLE, programArguments } from './program-arguments.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-program-'));
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist/main.js'), '');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const BUILT = { [BUILDS_VARIABLE]: 'true' };

describe('programArguments', () => {
  it('runs the sources, whatever has been built', () => {
    const main = join(folder, 'src/main.ts');
    const tsx = expect.stringMatching(/^file:.*tsx/);
    expect(programArguments(main, {})).toEqual(['--import', tsx, '-C', '@understudy/source', main]);
  });

  it('runs the build where the workspace has just been built', () => {
    expect(programArguments(join(folder, 'src/main.ts'), BUILT)).toEqual([join(folder, 'dist/main.js')]);
  });

  it('runs the source of what is not built, and what is no TypeScript, with the builds of others', () => {
    const tsx = expect.stringMatching(/^file:.*tsx/);
    const helper = join(folder, 'src/test-support/main.ts');
    expect(programArguments(helper, BUILT)).toEqual(['--import', tsx, helper]);
    const script = join(folder, 'tools/main.mjs');
    expect(programArguments(script, BUILT)).toEqual(['--import', tsx, script]);
  });
});
