import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { drill, expectNothingLeft, LIMIT_MS, once, SMALL } from './test-support/run-drill.ts';

describe('the drill', () => {
  it(
    'exits 1 when a write was lost behind its back, and stays up until it is told to quit',
    async () => {
      const kept = /The journal is kept: (\S+)/;
      let act: { type(line: string): void } | undefined;
      const onInvitation = once('Type one of these here', () => act?.type('quit'));
      const { code, output } = await drill(
        ['--plant-loss', '--data-only', ...SMALL, '--seed', '2'],
        (text, acts) => {
          act = acts;
          onInvitation(text);
        },
      );
      expect(code).toBe(1);
      expect(output).toMatch(/Planted: (.+) was deleted in both regions/);
      expect(output).toMatch(/FAILED\n +1 acknowledged write lost silently/);
      const [, journalFile = ''] = kept.exec(output) ?? [];
      expect(existsSync(journalFile)).toBe(true);
      await rm(journalFile, { force: true });
      expectNothingLeft(output);
    },
    LIMIT_MS,
  );
});
