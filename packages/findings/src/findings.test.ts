import { describe, expect, it } from '@jest/globals';
import { BLOCKS, FINDINGS } from './index.ts';

const SENTENCES = /^[A-Z`].*\.$/s;

describe('the catalogue of findings', () => {
  it.each(Object.entries(FINDINGS))(
    'says of %s what it means, what is done and what to type',
    (_code, finding) => {
      const { title, meaning, action, firstCommand, severity } = finding;
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(meaning).toMatch(SENTENCES);
      expect(action).toMatch(SENTENCES);
      expect(firstCommand).toMatch(/^understudy [a-z]/);
      expect(['page', 'ticket', 'notice']).toContain(severity);
    },
  );

  it('names no two findings alike', () => {
    const titles = Object.values(FINDINGS).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('says of each block what a person does about it', () => {
    for (const remedy of Object.values(BLOCKS)) expect(remedy).toMatch(SENTENCES);
  });
});
