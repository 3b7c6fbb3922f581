import { describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '@understudy/findings';
import { steady } from '@understudy/route/testing';
import { memoryControl, NOW_MS } from '../test-support/memory-control.ts';
import { auditCommands } from './audit-commands.ts';

const HOUR_MS = 3_600_000;
const entry = (hoursAgo: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  atMs: NOW_MS - hoursAgo * HOUR_MS,
  id: `e-${hoursAgo}`,
  by: 'ada',
  kind: 'directive',
  what: `${hoursAgo} h ago`,
  ...more,
});

describe('understudy audit', () => {
  const open = async () => {
    const control = memoryControl(auditCommands);
    await control.store.append(
      entry(48),
      entry(2),
      entry(1, { by: 'orch-1', kind: 'decision', data: { view: 1 } }),
    );
    return control;
  };

  it('shows the newest first', async () => {
    const { run } = await open();
    expect(await run('audit')).toEqual({
      code: 0,
      out: `Time                  Who     Kind       What
2026-11-30T04:00:00Z  orch-1  decision   1 h ago
2026-11-30T03:00:00Z  ada     directive  2 h ago
2026-11-28T05:00:00Z  ada     directive  48 h ago
`,
      err: '',
    });
  });

  it('shows those since a time, and at most so many', async () => {
    const { run } = await open();
    const { out } = await run('audit', '--since', '24h', '-o', 'json');
    expect(JSON.parse(out)).toEqual([
      entry(1, { by: 'orch-1', kind: 'decision', data: { view: 1 } }),
      entry(2),
    ]);
    const limited = await run('audit', '--limit', '1');
    expect(limited.out.split('\n')).toHaveLength(3);
    expect(limited.err).toBe('These are the newest 1; --limit shows more.\n');
    expect((await run('audit', '--since', '1s')).out).toBe('The audit has no such entries.\n');
  });

  it.each([
    ['--since', 'yesterday'],
    ['--since', '24'],
    ['--limit', '0'],
    ['--limit', '10001'],
  ])('refuses %s %s', async (...words) => {
    const { code, err } = await (await open()).run('audit', ...words);
    expect(code).toBe(2);
    expect(err).toContain('UND_COMMAND_LINE_OPTION_INVALID');
  });
});

/** An entry of a step of epoch 3. */
const stepped = (name: string, state: string, of = 'promotion'): Partial<AuditEntry> => ({
  by: 'orch-1',
  kind: 'step',
  data: { move: { of, epoch: 3 }, step: { name, state } },
});

const epoch = (number: number, hoursAgo: number, untilHoursAgo: number | null) => ({
  epoch: number,
  writer: number % 2 === 1 ? 'us-east-1' : 'eu-central-1',
  fromMs: NOW_MS - hoursAgo * HOUR_MS,
  untilMs: untilHoursAgo === null ? null : NOW_MS - untilHoursAgo * HOUR_MS,
  mergingWasEmpty: true,
});

describe('understudy history', () => {
  const epochs = [epoch(1, 90, 30), epoch(2, 30, 2), epoch(3, 2, null)];
  const open = () => memoryControl(auditCommands, { ...steady('us-east-1', 3), epochs });

  it('shows each epoch of the route, and who began it and why where the audit says so', async () => {
    const { store, run } = open();
    const moved = (epoch: number, reason: string | undefined, outcome = 'promoted') => ({
      kind: 'move' as const,
      data: { report: { epoch, outcome, ...(reason !== undefined && { reason }) } },
    });
    await store.append(
      entry(30, { by: 'eve', kind: 'move', what: 'no report', data: { report: null } }),
      entry(29.9, { by: 'eve', ...moved(2, 'gave up', 'aborted') }),
      entry(29.8, { by: 'eve', ...moved(2, 'not a move'), kind: 'step' }),
      entry(29.7, { by: 'orch-1', ...moved(2, '3 of 3 observers lost us-east-1') }),
      entry(2, { by: 'ada', what: 'Switched over to us-east-1', ...moved(3, undefined) }),
      entry(1.99, stepped('warm-cache', 'running')),
      entry(1.98, stepped('warm-cache', 'done')),
      entry(1.97, stepped('tell-people', 'failed')),
      entry(1.96, stepped('stop-jobs', 'done', 'claim')),
      entry(1.5, { by: 'eve', ...moved(9, 'another epoch') }),
    );
    expect(await run('history')).toEqual({
      code: 0,
      out: `Epoch  Writer        From                  Until
3      us-east-1     2026-11-30T03:00:00Z  now
       ada: Switched over to us-east-1
       Steps: warm-cache done, tell-people failed
2      eu-central-1  2026-11-28T23:00:00Z  2026-11-30T03:00:00Z
       orch-1: 3 of 3 observers lost us-east-1
1      us-east-1     2026-11-26T11:00:00Z  2026-11-28T23:00:00Z
`,
      err: '',
    });
    const { out } = await run('history', '-o', 'json', '--limit', '2');
    expect(JSON.parse(out)).toEqual([
      {
        ...epochs[2],
        by: 'ada',
        why: 'Switched over to us-east-1',
        steps: { 'warm-cache': 'done', 'tell-people': 'failed' },
      },
      { ...epochs[1], by: 'orch-1', why: '3 of 3 observers lost us-east-1' },
    ]);
  });

  it('says how many it leaves out', async () => {
    const { out, err } = await open().run('history', '--limit', '1');
    expect(out.split('\n')).toHaveLength(3);
    expect(err).toBe('and 2 earlier; --limit shows more.\n');
  });

  it('shows the route without the audit where that can not be read', async () => {
    const { store, run } = open();
    store.auditFails = Object.assign(new Error('no'), { name: 'ResourceNotFoundException' });
    const { code, out, err } = await run('history');
    expect(code).toBe(0);
    expect(out).toContain('us-east-1');
    expect(err).toContain('Without who and why: the audit could not be read. UND_COMMAND_LINE_TABLE_MISSING');
  });

  it('folds a long reason to 80 columns', async () => {
    const { store, run } = open();
    const report = { outcome: 'promoted', epoch: 3, reason: 'word '.repeat(60) };
    await store.append(entry(2, { by: 'ada', kind: 'move', data: { report } }));
    const { out } = await run('history');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(out.match(/word/g)).toHaveLength(60);
  });
});
