import { describe, expect, it } from '@jest/globals';
import type { LastMove } from '@understudy/findings';
import { memoryControl, NOW_MS } from '../test-support/memory-control.ts';
import { directiveCommands } from './directive-commands.ts';

const open = () => memoryControl(directiveCommands);
const HOUR_MS = 3_600_000;
const MOVE: LastMove = {
  moveId: 'm-7',
  kind: 'failover',
  from: 'us-east-1',
  to: 'eu-central-1',
  epoch: 4,
  automatic: true,
  endedMs: NOW_MS - HOUR_MS,
};

describe('understudy freeze', () => {
  it('stops automatic moves for four hours, and writes who did it and why', async () => {
    const { store, run } = open();
    expect(await run('freeze', '--reason', ' release\n1.8 ')).toEqual({
      code: 0,
      out: 'Frozen until 2026-11-30T09:00:00Z (4 h 0 min): no move begins by itself.\nLift it with `understudy unfreeze`.\n',
      err: '',
    });
    const freeze = { by: 'ada', reason: 'release 1.8', atMs: NOW_MS, untilMs: NOW_MS + 4 * HOUR_MS };
    expect((await store.directives()).freeze).toEqual(freeze);
    expect(await store.audit()).toEqual([
      {
        atMs: NOW_MS,
        id: expect.stringMatching(/^\d{15}-seed-1-1$/),
        by: 'ada',
        kind: 'directive',
        what: 'Froze automatic moves until 2026-11-30T09:00:00Z: release 1.8',
        data: { freeze },
      },
    ]);
  });

  it('replaces another freeze, and says whose', async () => {
    const { store, run } = open();
    await run('freeze', '--reason', 'x', '--by', 'bob');
    const { out } = await run('freeze', '--reason', 'y', '--for', '90s');
    expect(out).toContain('Replaces the freeze of bob until 2026-11-30T09:00:00Z.');
    expect((await store.directives()).freeze).toMatchObject({
      by: 'ada',
      reason: 'y',
      untilMs: NOW_MS + 90_000,
    });
  });

  it('changes nothing with --dry-run', async () => {
    const { store, run } = open();
    const { code, out } = await run('freeze', '--reason', 'x', '--dry-run', '-o', 'json');
    expect([code, (await store.directives()).freeze, await store.audit()]).toEqual([0, undefined, []]);
    expect(JSON.parse(out)).toMatchObject({ dryRun: true, freeze: { reason: 'x' } });
  });
});

describe('understudy freeze refuses', () => {
  it.each([
    [['--reason', ' \t'], 'UND_COMMAND_LINE_OPTION_INVALID: --reason is " \t"; expected words that say why.'],
    [['--reason', ''], 'UND_COMMAND_LINE_OPTION_INVALID: --reason is ""'],
    [['--reason', 'x'.repeat(1_001)], 'UND_COMMAND_LINE_OPTION_INVALID: --reason has 1001 characters'],
    [[], 'UND_COMMAND_LINE_OPTION_MISSING: The option --reason TEXT is required.'],
    [['--reason', 'x', '--for', '4'], 'UND_COMMAND_LINE_OPTION_INVALID: --for is "4"; expected a duration'],
    [['--reason', 'x', '--for', '31d'], 'UND_COMMAND_LINE_OPTION_INVALID: --for is "31d"'],
  ])('%j', async (words, message) => {
    const { store, run } = open();
    const { code, out, err } = await run('freeze', ...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).toContain('What to do: ');
    expect((await store.directives()).freeze).toBeUndefined();
  });

  it('a user without a name', async () => {
    const { store, runAs } = open();
    const { code, err } = await runAs('', 'freeze', '--reason', 'x');
    expect(code).toBe(2);
    expect(err).toContain('The option --by NAME is required: the machine has no name for its user.');
    expect((await runAs('', 'freeze', '--reason', 'x', '--by', 'eve')).code).toBe(0);
    expect((await store.directives()).freeze?.by).toBe('eve');
  });
});

describe('a directive of which the audit can not be written', () => {
  it('is in force, and said to be', async () => {
    const { store, run } = open();
    store.auditFails = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    const { code, err } = await run('freeze', '--reason', 'x');
    expect(code).toBe(5);
    expect(err).toContain(
      'UND_CLI_AUDIT_NOT_WRITTEN: Done, without its line in the audit: "Froze automatic moves',
    );
    expect(err).toContain('(UND_COMMAND_LINE_NOT_ALLOWED: AccessDeniedException: no.)');
    expect((await store.directives()).freeze?.reason).toBe('x');
  });
});

describe('understudy unfreeze', () => {
  it('lifts the freeze, and writes whose it was', async () => {
    const { store, run } = open();
    await run('freeze', '--reason', 'x', '--by', 'bob');
    expect((await run('unfreeze', '--dry-run')).out).toBe(
      'Would lift the freeze of bob until 2026-11-30T09:00:00Z.\n',
    );
    expect((await store.directives()).freeze).toBeDefined();
    expect((await run('unfreeze')).out).toBe('Lifted the freeze of bob until 2026-11-30T09:00:00Z.\n');
    expect((await store.directives()).freeze).toBeUndefined();
    expect((await store.audit()).at(-1)).toMatchObject({
      by: 'ada',
      kind: 'directive',
      what: 'Lifted the freeze of bob: x',
    });
  });

  it('is done already where there is no freeze', async () => {
    const { store, run } = open();
    expect(await run('unfreeze')).toEqual({ code: 0, out: 'The service is not frozen.\n', err: '' });
    expect(await store.audit()).toEqual([]);
  });
});

describe('understudy maintenance', () => {
  it.each(['us-east-1', 'eu-west-1', 'api', 'lb-1', 'shop-api-2-g7', 'de-fra-2'])(
    'leaves %s alone for two hours',
    async (subject) => {
      const { store, run } = open();
      expect(await run('maintenance', subject, '--reason', 'new kernel')).toMatchObject({
        code: 0,
        out: `${subject} is under maintenance until 2026-11-30T07:00:00Z (2 h 0 min).\nEnd it with \`understudy maintenance ${subject} --end\`.\n`,
      });
      const maintenance = {
        subject,
        by: 'ada',
        reason: 'new kernel',
        atMs: NOW_MS,
        untilMs: NOW_MS + 2 * HOUR_MS,
      };
      expect((await store.directives()).maintenance).toEqual([maintenance]);
      expect(await store.audit()).toMatchObject([{ by: 'ada', kind: 'directive', data: { maintenance } }]);
    },
  );

  it('replaces another one of the same thing, and no other', async () => {
    const { store, run } = open();
    await run('maintenance', 'lb-1', '--reason', 'x', '--by', 'bob');
    await run('maintenance', 'api', '--reason', 'x');
    const { out } = await run('maintenance', 'lb-1', '--reason', 'y', '--for', '1d');
    expect(out).toContain('Replaces that of bob until 2026-11-30T07:00:00Z.');
    expect((await store.directives()).maintenance.map(({ subject, reason }) => [subject, reason])).toEqual([
      ['api', 'x'],
      ['lb-1', 'y'],
    ]);
  });

  it('ends, also of what the topology has no more', async () => {
    const { store, run } = open();
    await store.putMaintenance({ subject: 'lb-9', by: 'bob', reason: 'x', atMs: 0, untilMs: NOW_MS });
    expect((await run('maintenance', 'lb-9', '--end', '--dry-run')).out).toContain('Would end');
    expect((await store.directives()).maintenance).toHaveLength(1);
    expect((await run('maintenance', 'lb-9', '--end')).out).toBe('Ended the maintenance of lb-9 by bob.\n');
    expect((await store.directives()).maintenance).toHaveLength(0);
    expect(await store.audit()).toMatchObject([
      { by: 'ada', what: 'Ended the maintenance of lb-9 by bob: x' },
    ]);
    expect((await run('maintenance', 'lb-1', '--end')).out).toBe('lb-1 is not under maintenance.\n');
  });
});

describe('understudy maintenance refuses', () => {
  it.each([
    [
      ['lb-l', '--reason', 'x'],
      7,
      'UND_CLI_SUBJECT_UNKNOWN: "lb-l" is no region, pool, server or balancer of the topology. Did you mean lb-1',
    ],
    [['ein-server', '--reason', 'x'], 7, 'Known: us-east-1, eu-central-1, eu-west-1, api, lb-1, de-fra-2.'],
    [['lb-l', '--end'], 7, 'UND_CLI_SUBJECT_UNKNOWN'],
    [['lb-1'], 2, 'UND_COMMAND_LINE_OPTION_MISSING: The option --reason TEXT is required, unless --end'],
    [['lb-1', '--reason', ' '], 2, 'UND_COMMAND_LINE_OPTION_INVALID: --reason is " "'],
    [['lb-1', '--end', '--reason', 'x'], 2, 'UND_CLI_OPTIONS_CONFLICT: --end ends a maintenance'],
    [['lb-1', '--end', '--for', '1h'], 2, 'UND_CLI_OPTIONS_CONFLICT'],
  ])('%j', async (words, exit, message) => {
    const { store, run } = open();
    const { code, out, err } = await run('maintenance', ...words);
    expect({ code, out }).toEqual({ code: exit, out: '' });
    expect(err).toContain(message);
    expect([(await store.directives()).maintenance, await store.audit()]).toEqual([[], []]);
  });
});

describe('understudy ack', () => {
  it('acknowledges the last automatic move, once', async () => {
    const { store, run } = open();
    await store.writeLastMove(MOVE);
    expect((await run('ack', '--comment', 'a power cut', '--dry-run')).out).toMatch(/^Would acknowledge /);
    expect((await store.directives()).acknowledgements).toEqual([]);
    expect(await run('ack', 'm-7', '--comment', 'a power cut')).toEqual({
      code: 0,
      out: 'Acknowledged the failover m-7\nfrom us-east-1 to eu-central-1, which ended at 2026-11-30T04:00:00Z.\nThe next automatic move waits for no pause.\n',
      err: '',
    });
    expect((await store.directives()).acknowledgements).toEqual([
      { by: 'ada', comment: 'a power cut', atMs: NOW_MS, moveId: 'm-7' },
    ]);
    expect(await store.audit()).toMatchObject([
      { kind: 'directive', what: 'Acknowledged the failover from us-east-1 to eu-central-1: a power cut' },
    ]);
    const again = await run('ack', '--comment', 'me too');
    expect(again).toMatchObject({ code: 3, out: '' });
    expect(again.err).toContain(
      'UND_CLI_NOTHING_TO_ACKNOWLEDGE: ada acknowledged the failover m-7: a power cut',
    );
  });

  it('refuses a blank comment', async () => {
    const { store, run } = open();
    await store.writeLastMove(MOVE);
    for (const comment of ['', ' ']) expect((await run('ack', '--comment', comment)).code).toBe(2);
    expect((await run('ack')).code).toBe(2);
    expect((await store.directives()).acknowledgements).toEqual([]);
  });
});
