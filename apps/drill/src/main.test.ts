import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drill, expectNothingLeft, LIMIT_MS, once, SMALL } from './test-support/run-drill.ts';
import { type Report, type JournalEntry } from '@understudy/scenario';

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
      // What went wrong stands at the end of what it said.
      expect(code === 0 ? '' : output.slice(-3_000)).toBe('');
      const report = JSON.parse(await readFile(reportFile, 'utf8')) as Report;
      expect(report.faults).toEqual([]);
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

      expect(report.shop).toMatchObject({
        replacement: { servers: 3, failed: 0 },
        switchover: { failed: 0 },
        orders: { lost: [] },
      });
      expect(report.shop?.crash.failed).toBeLessThanOrEqual(report.shop?.crash.underWay ?? 0);
      expect(report.shop?.orders.acknowledged).toBeGreaterThan(0);
      expect(Object.keys(report.shop?.servers ?? {}).length).toBeGreaterThan(5);

      const lines = (await readFile(journalFile, 'utf8')).trimEnd().split('\n');
      const entries = lines.map((line) => JSON.parse(line) as JournalEntry);
      expect(entries.filter(({ outcome }) => outcome === 'acknowledged')).toHaveLength(journal.acknowledged);
      expect(new Set(entries.map(({ nonce }) => nonce)).size).toBe(entries.length);
      const byBoto3 = entries.filter(
        ({ nonce, outcome }) => nonce.startsWith('p') && outcome === 'acknowledged',
      );
      expect(new Set(byBoto3.map(({ region }) => region))).toEqual(new Set(['us-east-1', 'eu-central-1']));
      expect(output).toMatch(/boto3 \S+ sent [\d,]+ writes through the gateway/);
      expect(new Set(entries.map(({ region }) => region))).toEqual(
        new Set(['us-east-1', 'eu-central-1', undefined]),
      );
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
