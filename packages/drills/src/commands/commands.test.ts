import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCommand } from '@understudy/command-line/testing';
import { systemClock, systemRandomness } from '@understudy/core';
import type { DrillRecord } from '../judge/drill-record.ts';
import type { RunScenario } from '../library/run-scenario.ts';
import type { DrillReport } from '../report/report-of.ts';
import { sampleRecord } from '../test-support/sample-record.ts';
import { drillList } from './drill-list.ts';
import { drillRun } from './drill-run.ts';
import { drillShow } from './drill-show.ts';
import { runRun } from './run-run.ts';

describe('understudy drill list and show', () => {
  it('list every scenario with what the writer must do', async () => {
    const { code, out } = await runCommand(drillList, []);
    expect(code).toBe(0);
    expect(out).toMatch(/^writer-killed +writer moves {2}The writer is killed$/m);
    const listed = JSON.parse((await runCommand(drillList, ['-o', 'json'])).out) as object[];
    expect(listed).toContainEqual({ name: 'writer-blip', title: expect.any(String), writer: 'stays' });
  });

  it('show what a scenario does and demands, within the width of the terminal', async () => {
    const { code, out } = await runCommand(drillShow, ['writer-killed']);
    expect(code).toBe(0);
    expect(out).toContain('kills the writer');
    expect(out).toContain('no acknowledged write is lost');
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(await runCommand(drillShow, ['nothing'])).toMatchObject({ code: 7, out: '' });
  });
});

describe('understudy drill run', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'understudy-drills-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('refuses a name and a seed that are wrong before anything starts', async () => {
    expect((await runCommand(drillRun, ['writer-kiled'])).code).toBe(7);
    expect((await runCommand(drillRun, ['writer-killed', '--seed', '-1'])).code).toBe(2);
  });

  /** Runs the command's own part with a runner that gives `record`. */
  const run = async (record: DrillRecord) => {
    let shown = '';
    let said = '';
    const runner: RunScenario = async (scenario, { say, seed }) => {
      say(`${scenario.name} with seed ${String(seed)}`);
      return record;
    };
    const exit = await runRun(
      { arguments: { scenario: 'writer-killed' }, options: { seed: 7, report: join(folder, 'out') } },
      {
        result: (value, render) => {
          shown = render(value, { wide: false, columns: 80, color: false });
        },
        err: (text) => (said += text),
        clock: systemClock(),
        signal: new AbortController().signal,
        out: () => undefined,
        progress: () => undefined,
        confirm: async () => undefined,
        isTerminal: false,
        env: {},
        user: 'ada',
        columns: 80,
        color: false,
        randomness: systemRandomness,
      },
      async () => runner,
    );
    return { exit, shown, said };
  };

  it('shows the report, writes it to its folder, and ends by the verdict', async () => {
    const { exit, shown, said } = await run(sampleRecord());
    expect(exit).toBe('done');
    expect(shown).toMatch(/^PASSED {2}writer-killed/);
    expect(said).toMatch(/writer-killed with seed 7\nReport: .*report.txt\n/);
    const report = JSON.parse(await readFile(join(folder, 'out/report.json'), 'utf8')) as DrillReport;
    expect(report).toMatchObject({ format: 1, verdict: 'passed', scenario: { name: 'writer-killed' } });
  });

  it('ends as over budget, unverified or interrupted', async () => {
    expect(await run(sampleRecord({ failedWrites: 99 }))).toMatchObject({ exit: 'overBudget' });
    expect(await run(sampleRecord({ moves: 0 }))).toMatchObject({ exit: 'unverified' });
    const stopped = { by: 'interrupt', why: 'the drill was interrupted.' } as const;
    expect(await run({ ...sampleRecord(), stopped })).toMatchObject({ exit: 'interrupted' });
  });
});
