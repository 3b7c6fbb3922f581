import { describe, expect, it } from '@jest/globals';
import type { Intent } from '@understudy/findings';
import { memoryControl, NOW_MS } from '../test-support/memory-control.ts';
import { intentCommands } from './intent-commands.ts';

const PROPOSED: Intent = {
  id: 'fo-7',
  action: { kind: 'failover', to: 'eu-central-1' },
  by: 'orch-1',
  reason: 'us-east-1 is lost',
  atMs: NOW_MS - 60_000,
  untilMs: NOW_MS + 240_000,
  state: 'proposed',
  revision: 3,
};

async function open(intent: Intent = PROPOSED) {
  const control = memoryControl(intentCommands);
  await control.store.createIntent(intent);
  return control;
}

describe('understudy approve', () => {
  it('opens what was proposed, and writes who did and why', async () => {
    const { store, run } = await open();
    expect(await run('approve', 'fo-7', '--comment', 'AWS confirms')).toEqual({
      code: 0,
      out: 'Approved the failover to eu-central-1 (fo-7).\nThe leader begins it, until 2026-11-30T05:04:00Z.\n',
      err: '',
    });
    const answer = { by: 'ada', comment: 'AWS confirms', atMs: NOW_MS };
    const opened = { ...PROPOSED, state: 'open', revision: 4, answer };
    expect(await store.intent()).toEqual(opened);
    expect(await store.audit()).toMatchObject([
      {
        by: 'ada',
        kind: 'intent',
        what: 'Approved the failover to eu-central-1 (fo-7): AWS confirms',
        data: { intent: opened },
      },
    ]);
  });

  it('says what the intent is now where another process was faster', async () => {
    const { store, run } = await open();
    const answer = { by: 'bob', comment: 'a network test', atMs: NOW_MS };
    store.beforeUpdate = () => store.updateIntent({ ...PROPOSED, state: 'rejected', revision: 4, answer }, 3);
    const { code, out, err } = await run('approve', 'fo-7', '--comment', 'go');
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain(
      'UND_CLI_INTENT_CHANGED: Another process changed the intent fo-7 first. It is rejected, answered by bob: a network test.',
    );
    expect((await store.intent())?.state).toBe('rejected');
    expect(await store.audit()).toEqual([]);
  });

  it('changes nothing with --dry-run, and refuses then what it would refuse', async () => {
    const { store, run } = await open();
    const { code, out } = await run('approve', 'fo-7', '--comment', 'x', '--dry-run');
    expect([code, out]).toEqual([0, 'Would approve the failover to eu-central-1 (fo-7).\n']);
    expect([await store.intent(), await store.audit()]).toEqual([PROPOSED, []]);
    expect((await run('approve', 'fo-8', '--comment', 'x', '--dry-run')).code).toBe(7);
  });
});

describe('understudy reject', () => {
  it('ends what was proposed', async () => {
    const { store, run } = await open();
    expect((await run('reject', 'fo-7', '--comment', 'a test')).out).toBe(
      'Rejected the failover to eu-central-1 (fo-7).\n',
    );
    expect(await store.intent()).toMatchObject({
      state: 'rejected',
      revision: 4,
      outcome: { what: 'ada rejected it: a test' },
    });
    expect(await store.audit()).toMatchObject([
      { kind: 'intent', what: 'Rejected the failover to eu-central-1 (fo-7): a test' },
    ]);
  });
});

describe.each(['approve', 'reject'])('understudy %s refuses', (command) => {
  it.each([
    [
      'an unknown intent',
      PROPOSED,
      ['nothing-like-it'],
      7,
      'UND_CLI_INTENT_UNKNOWN: There is no intent nothing-like-it. Waiting for an answer: fo-7.',
    ],
    [
      'a typo of what is done',
      { ...PROPOSED, state: 'done' as const },
      ['fo-1'],
      7,
      'There is no intent fo-1. Did you mean fo-7? No intent waits for an answer.',
    ],
    ['a blank comment', PROPOSED, ['fo-7', '--comment', ' '], 2, 'UND_COMMAND_LINE_OPTION_INVALID'],
    [
      'one that expired',
      { ...PROPOSED, untilMs: NOW_MS },
      ['fo-7'],
      3,
      'UND_CLI_INTENT_EXPIRED: The failover to eu-central-1 (fo-7) waited for an answer until 2026-11-30T05:00:00Z.',
    ],
    [
      'one that is done',
      { ...PROPOSED, state: 'done' as const, outcome: { what: 'promoted', atMs: NOW_MS - 1_000 } },
      ['fo-7'],
      3,
      'UND_CLI_INTENT_NOT_PROPOSED: The intent fo-7 waits for no answer. It is done; promoted.',
    ],
  ])('%s', async (_what, intent, words, exit, message) => {
    const { store, run } = await open(intent);
    const given = words.includes('--comment') ? words : [...words, '--comment', 'x'];
    const { code, out, err } = await run(command, ...given);
    expect({ code, out }).toEqual({ code: exit, out: '' });
    expect(err).toContain(message);
    expect(err).toContain('What to do: ');
    expect([await store.intent(), await store.audit()]).toEqual([intent, []]);
  });
});
