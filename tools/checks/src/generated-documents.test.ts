import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { GENERATED_DOCUMENTS } from './generated-documents.ts';
import { ROOT } from './root.ts';

describe('documents made from the code', () => {
  it.each(GENERATED_DOCUMENTS.map((document) => [document.path, document] as const))(
    '%s is up to date (`npm run docs` writes it)',
    async (path, { render }) => {
      expect(await readFile(join(ROOT, path), 'utf8')).toBe(await render());
    },
  );
});
