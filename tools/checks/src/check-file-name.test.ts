import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkFileName } from './check-file-name.ts';
import { listFiles } from './list-files.ts';
import { ROOT } from './root.ts';

describe('checkFileName', () => {
  it.each([
    ['a class', 'src/route-lease.ts', 'export class RouteLease {}'],
    [
      'a function among others',
      'src/settle-change.ts',
      'export const A = 1;\nexport function settleChange() {}',
    ],
    ['a constant', 'src/banned-words.ts', 'export const BANNED_WORDS = [];'],
    ['a vendor', 'src/dynamodb-store.ts', 'export interface DynamoDBStore {}'],
    ['a type', 'src/link-name.ts', 'export type LinkName = string;'],
    ['a re-export', 'src/link-id.ts', "export { linkId } from './links.ts';"],
    ['a role', 'src/errors.ts', 'export const LAG_ERRORS = {};'],
    ['a test', 'src/anything.test.ts', 'export const a = 1;'],
    ['a script without exports', 'src/anything.ts', 'console.log(1);'],
  ])('accepts %s', (_what, file, text) => {
    expect(checkFileName(file, text)).toEqual([]);
  });

  it('refuses a file that is named otherwise', () => {
    expect(checkFileName('src/hold-lease.ts', 'export class RouteLease {}\nexport const [a] = [1];')).toEqual(
      [{ at: 'src/hold-lease.ts', what: 'is named after none of its exports: RouteLease, [a]' }],
    );
  });
});

describe('the sources of the repository', () => {
  it('are named after what they export', async () => {
    const files = await listFiles();
    const sources = files.filter((file) => /\.tsx?$/.test(file));
    expect(sources.flatMap((file) => checkFileName(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual(
      [],
    );
  });
});
