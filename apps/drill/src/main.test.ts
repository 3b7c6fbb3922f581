import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JournalEntry, Report } from './types.ts';

/** A drill that fits beside other tests: few cities, few requests, short stretches. */
const SMALL = ['--items', '300', '--rate', '20', '--seconds', '3'];
const LIMIT_MS = 240_000;

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the drill as `npm start` does; `react` sees all output so far, and may type or send a signal. */
function drill(
  words: readonly string[],
  react: (output: string, act: { type(line: string): void; interrupt(): void }) => void = () => undefined,
): Promise<Run> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '-C',
      '@understudy/source',
      fileURLToPath(new URL('main.ts', import.meta.url)),
      ...words,
    ],
    { cwd: fileURLToPath(new URL('..', import.meta.url)), env: { ...process.env, NODE_OPTIONS: '' } },
  );
  let output = '';
  const onData = (chunk: Buffer) => {
    output += chunk.toString();
    react(output, {
      type: (line) => child.stdin.write(`${line}\n`),
      interrupt: () => child.kill('SIGINT'),
    });
  };
  child.stdout.on('data', onData);
  child.stderr.on('data', onData);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ code, output });
    });
  });
}

/** Does something once, when the text has come. */
function once(text: string, action: () => void): (output: string) => void {
  let done = false;
  return (output) => {
    if (done || !output.includes(text)) return;
    done = true;
    action();
  };
}

function expectNothingLeft(output: string): void {
  const [, directory = ''] = /configuration: (\S+)\/understudy\.yaml/.exec(output) ?? [];
  expect(directory).not.toBe('');
  expect(existsSync(directory)).toBe(false);
  const [, worker = ''] = /The links run in process (\d+)/.exec(output) ?? [];
  expect(() => process.kill(Number(worker), 0)).toThrow('ESRCH');
}

describe('the drill', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'understudy-drill-test-'));
  });

  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  it('refuses a wrong option before anything starts', async () => {
    const { code, output } = await drill(['--items', 'lots']);
    expect(code).toBe(2);
    expect(output).toMatch(/^UND_DRILL_OPTION_INVALID: --items is "lots"/);
    const unwritable = await drill(['--report', '/nowhere/at/all.json']);
    expect(unwritable.code).toBe(2);
    expect(unwritable.output).toMatch(/^UND_DRILL_FILE_UNWRITABLE: /);
  });

  it(
    'loses a region and accounts for every write',
    async () => {
      const reportFile = join(directory, 'report.json');
      const journalFile = join(directory, 'journal.jsonl');
      const { code, output } = await drill([
        '--once',
        ...SMALL,
        '--report',
        reportFile,
        '--journal',
        journalFile,
      ]);
      const report = JSON.parse(await readFile(reportFile, 'utf8')) as Report;
      expect(report.faults).toEqual([]);
      expect(code).toBe(0);
      expect(output).toContain('PASSED');
      expect(output).not.toContain('\u001b');

      const { failover, switchover, comparison, journal } = report;
      expect(failover).toMatchObject({ from: 'us-east-1', to: 'eu-central-1', epoch: 2 });
      expect(failover.missing.length).toBeGreaterThan(0);
      expect(failover.missing.every(({ fate }) => fate !== 'missing')).toBe(true);
      expect(failover.recoverMs).toBeGreaterThan(0);
      expect(switchover).toMatchObject({ from: 'eu-central-1', to: 'us-east-1', epoch: 3, failed: 0 });
      expect(comparison.items).toBeGreaterThan(250);
      expect(comparison.differences).toEqual([]);
      expect(journal).toMatchObject({ missing: [], unexplained: [] });

      const lines = (await readFile(journalFile, 'utf8')).trimEnd().split('\n');
      const entries = lines.map((line) => JSON.parse(line) as JournalEntry);
      expect(entries.filter(({ outcome }) => outcome === 'acknowledged')).toHaveLength(journal.acknowledged);
      expect(new Set(entries.map(({ nonce }) => nonce)).size).toBe(entries.length);
      expect(new Set(entries.map(({ region }) => region))).toEqual(
        new Set(['us-east-1', 'eu-central-1', undefined]),
      );
      expectNothingLeft(output);
    },
    LIMIT_MS,
  );

  it(
    'exits 1 when a write was lost behind its back, and stays up until it is told to quit',
    async () => {
      const kept = /The journal is kept: (\S+)/;
      let act: { type(line: string): void } | undefined;
      const onInvitation = once('Type one of these here', () => act?.type('quit'));
      const { code, output } = await drill(['--plant-loss', ...SMALL, '--seed', '2'], (text, acts) => {
        act = acts;
        onInvitation(text);
      });
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

  it(
    'leaves nothing behind when it is interrupted',
    async () => {
      let act: { interrupt(): void } | undefined;
      const onTraffic = once('Traffic: ', () => act?.interrupt());
      const { code, output } = await drill(SMALL, (text, acts) => {
        act = acts;
        onTraffic(text);
      });
      expect(code).toBe(130);
      expect(output).toContain('Stopping: ');
      expectNothingLeft(output);
    },
    LIMIT_MS,
  );
});
