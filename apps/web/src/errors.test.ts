import { describe, expect, it } from '@jest/globals';
import type { ErrorCatalogue } from '@understudy/core';
import { WEB_ERRORS } from './errors.ts';

describe('the error catalogue', () => {
  it('names every code after the package, and gives it a meaning and a remedy', () => {
    const catalogue: ErrorCatalogue = WEB_ERRORS;
    for (const [code, { meaning, remedy }] of Object.entries(catalogue)) {
      expect(code).toMatch(/^UND_WEB_[A-Z0-9_]+$/);
      expect(meaning).toMatch(/\.$/);
      expect(remedy).toMatch(/\.$/);
    }
  });
});
