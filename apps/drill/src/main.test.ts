import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JournalEntry, Report } from '@understudy/scenario';
import { lookAtConsole, type ConsoleSight } from './test-support/look-at-console.ts';
import {
  expectNothingLeft,
  launchDrill,
  LIMIT_MS,
  once,
  SMALL,
  type Run,
} from './test-support/launch-drill.ts';

let directory: string;
let run: Run;
let report: Report;
let entries: readonly JournalEntry[];
let console: ConsoleSight | undefined;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'understudy-drill-test-'));
  const [reportFile, journalFile] = [join(directory, 'report.json'), join(directory, 'journal.jsonl')];
  let output = '';
  const onInvitation = once('Type one of these here', ({ type }) => {
    const looked = lookAtConsole(output).then((sight) => (console = sight));
    void looked.finally(() => type('check'));
  });
  const onChecked = once('Identical: ', ({ type }) => {
    type('quit');
  });
  run = await launchDrill([...SMALL, '--report', reportFile, '--journal', journalFile], (text, act) => {
    output = text;
    onInvitation(text, act);
    onChecked(text, act);
  });
  // What went wrong is at the end of its output.
  expect(run.code === 0 ? '' : run.output.slice(-3_000)).toBe('');
  report = JSON.parse(await readFile(reportFile, 'utf8')) as Report;
  const lines = (await readFile(journalFile, 'utf8')).trimEnd().split('\n');
  entries = lines.map((line) => JSON.parse(line) as JournalEntry);
}, LIMIT_MS);

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe('the drill', () => {
  it('announces the console first, and shows there what became of the writer', () => {
    expect(console).toEqual({ page: 'text/html; charset=utf-8', writer: 'us-east-1', epoch: 3 });
    expect(run.output.indexOf('The console')).toBeLessThan(run.output.indexOf('Starting the local cloud'));
  });

  it('loses a region and accounts for every write', () => {
    expect(report.faults).toEqual([]);
    expect(run.output).toContain('PASSED');
    expect(run.output).not.toContain('\u001b');

    const { failover, switchover, comparison, journal } = report;
    expect(failover).toMatchObject({ from: 'us-east-1', to: 'eu-central-1', epoch: 2 });
    expect(failover.missing.length).toBeGreaterThan(0);
    expect(failover.missing.every(({ fate }) => fate !== 'missing')).toBe(true);
    expect(failover.recoverMs).toBeGreaterThan(0);
    expect(switchover).toMatchObject({ from: 'eu-central-1', to: 'us-east-1', epoch: 3, failed: 0 });
    expect(comparison.items).toBeGreaterThan(250);
    expect(comparison.differences).toEqual([]);
    expect(journal).toMatchObject({ missing: [], unexplained: [] });
  });

  it('replaces servers without a failed request, and loses no order', () => {
    expect(report.shop).toMatchObject({
      replacement: { servers: 3, failed: 0 },
      switchover: { failed: 0 },
      orders: { lost: [] },
    });
    expect(report.shop?.crash.failed).toBeLessThanOrEqual(report.shop?.crash.underWay ?? 0);
    expect(report.shop?.orders.acknowledged).toBeGreaterThan(0);
    expect(Object.keys(report.shop?.servers ?? {}).length).toBeGreaterThan(5);
  });

  it('keeps a journal of the writes of both applications', () => {
    const acknowledged = entries.filter(({ outcome }) => outcome === 'acknowledged');
    expect(acknowledged.length).toBeGreaterThanOrEqual(report.journal.acknowledged);
    expect(new Set(entries.map(({ nonce }) => nonce)).size).toBe(entries.length);
    const byBoto3 = acknowledged.filter(({ nonce }) => nonce.startsWith('p'));
    expect(new Set(byBoto3.map(({ region }) => region))).toEqual(new Set(['us-east-1', 'eu-central-1']));
    expect(run.output).toMatch(/boto3 \S+ sent [\d,]+ writes through the gateway/);
    expect(new Set(entries.map(({ region }) => region))).toEqual(
      new Set(['us-east-1', 'eu-central-1', undefined]),
    );
  });

  it('stays up after the report, runs what is typed, and leaves nothing behind when it quits', () => {
    expect(run.output).toMatch(/Identical: \d+ items compared both ways\./);
    expect(run.output).toMatch(/Nothing was lost silently: [\d,]+ acknowledged writes/);
    expectNothingLeft(run.output);
  });
});
