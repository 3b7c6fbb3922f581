import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JournalEntry, Report } from '@understudy/scenario';
import { expectNothingLeft, launchDrill, LIMIT_MS, once, SMALL } from './test-support/launch-drill.ts';

describe('the drill, whole', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'understudy-drill-accept-'));
  });

  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  it(
    'ends after the report with --once, and exits 0 when every write is accounted for',
    async () => {
      const [reportFile, journalFile] = [join(directory, 'report.json'), join(directory, 'journal.jsonl')];
      const files = ['--report', reportFile, '--journal', journalFile];
      const { code, output } = await launchDrill(['--once', ...SMALL, '--seed', '3', ...files]);
      expect(code === 0 ? '' : output.slice(-3_000)).toBe('');
      expect(output).toContain('PASSED');
      expect(output).not.toContain('Type one of these here');
      const report = JSON.parse(await readFile(reportFile, 'utf8')) as Report;
      const lines = (await readFile(journalFile, 'utf8')).trimEnd().split('\n');
      const entries = lines.map((line) => JSON.parse(line) as JournalEntry);
      const acknowledged = entries.filter(({ outcome }) => outcome === 'acknowledged');
      expect(acknowledged).toHaveLength(report.journal.acknowledged);
      expectNothingLeft(output);
    },
    LIMIT_MS,
  );

  it(
    'exits 1 when a write was lost on purpose, and keeps the journal',
    async () => {
      const onInvitation = once('Type one of these here', ({ type }) => {
        type('quit');
      });
      const { code, output } = await launchDrill(
        ['--plant-loss', '--data-only', ...SMALL, '--seed', '2'],
        onInvitation,
      );
      expect(code).toBe(1);
      expect(output).toMatch(/Planted: (.+) was deleted in both regions/);
      expect(output).toMatch(/FAILED\n +1 acknowledged write lost silently/);
      const [, journalFile = ''] = /The journal is kept: (\S+)/.exec(output) ?? [];
      expect(existsSync(journalFile)).toBe(true);
      await rm(journalFile, { force: true });
      expectNothingLeft(output);
    },
    LIMIT_MS,
  );
});

describe('the drill, interrupted', () => {
  it(
    'leaves nothing behind when the drill is interrupted under traffic',
    async () => {
      const onTraffic = once('Traffic: ', ({ interrupt }) => {
        interrupt();
      });
      const { code, output } = await launchDrill([...SMALL, '--data-only'], onTraffic);
      expect(code).toBe(130);
      expect(output).toContain('Shutting down… Press Ctrl-C again to exit immediately.');
      expectNothingLeft(output);
    },
    LIMIT_MS,
  );

  it(
    'leaves nothing behind when it is interrupted with servers running',
    async () => {
      const onTraffic = once('Traffic: ', ({ interrupt }) => {
        interrupt();
      });
      const { code, output } = await launchDrill(SMALL, onTraffic);
      expect(code).toBe(130);
      expectNothingLeft(output);
    },
    LIMIT_MS,
  );
});
