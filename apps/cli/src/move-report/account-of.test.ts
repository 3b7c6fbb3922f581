import { describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '@understudy/findings';
import { decideFailover } from '@understudy/orchestrator';
import {
  AT_MS,
  EAST,
  sampleReport,
  sampleSight,
  viewWithoutWriter,
  WEST,
} from '@understudy/orchestrator/testing';
import { accountOf, type AccountFacts } from './account-of.ts';
import { nextAfterMove } from './next-after-move.ts';
import { renderAccount } from './render-account.ts';
import { renderAccountHtml } from './render-account-html.ts';
import type { MoveAccount } from './move-account.ts';
import { sampleMove } from './test-support/sample-move.ts';

const INTENT = 'failover-of-epoch-1-1';
const ENDED_MS = AT_MS + 4_000;
let count = 0;
const entry = (atMs: number, more: Partial<AuditEntry>): AuditEntry => ({
  atMs,
  id: `e-${String((count += 1))}`,
  by: 'orch-1',
  kind: 'decision',
  what: 'One sentence.',
  ...more,
});
const decided = (atMs: number, view = viewWithoutWriter(3, { atMs })) =>
  entry(atMs, { data: { view: { ...view }, decision: { ...decideFailover(view) } } });

/** An observer that sees the new writer take a write after the promotion. */
const later = viewWithoutWriter(3, {
  atMs: ENDED_MS + 900,
  reports: [
    sampleReport('orch-2', { west: { ...sampleSight(WEST), seenMs: ENDED_MS + 120 } }),
    sampleReport('orch-3', { west: { ...sampleSight(WEST), seenMs: ENDED_MS + 700 } }),
  ],
});

const AUTOMATIC: readonly AuditEntry[] = [
  decided(AT_MS - 900, viewWithoutWriter(1, { atMs: AT_MS - 900 })),
  decided(AT_MS),
  entry(AT_MS + 100, { what: 'Failing over to eu-central-1', data: { intent: INTENT } }),
  entry(ENDED_MS, { kind: 'move', data: { report: { ...sampleMove() } } }),
  decided(ENDED_MS + 900, later),
  entry(ENDED_MS + 1_500, { kind: 'verified', what: 'Verified 1.5 s after the promotion.' }),
];

function account(change: Partial<AccountFacts> = {}): MoveAccount {
  const report = sampleMove({ reason: `us-east-1 does not answer (orch-1, intent ${INTENT})` });
  return accountOf({
    service: 'shop',
    atMs: ENDED_MS + 60_000,
    record: { report, by: 'orch-1', endedMs: ENDED_MS, data: {} },
    entries: AUTOMATIC,
    now: { accounted: true, ledger: { open: 0, merged: 2, closed: 1, more: false }, deadLetters: 0 },
    unknown: [],
    ...change,
  });
}
const style = { wide: false, columns: 80, color: false };

describe('the account of a move', () => {
  it('has its moments from the first miss to the verification, each from what the audit keeps', () => {
    expect(account().moments.map(({ name, atMs }) => [name, atMs - AT_MS])).toEqual([
      ['missed', -2_000],
      ['detected', 0],
      ['decided', 100],
      ['claimed', 640],
      ['fenced', 1_540],
      ['waited', 3_640],
      ['drained', 3_940],
      ['promoted', 4_000],
      ['first-write', 4_120],
      ['verified', 5_500],
    ]);
  });

  it('says who agreed, and on what evidence', () => {
    const { request, evidence, verified } = account();
    expect(request).toEqual({
      automatic: true,
      intent: INTENT,
      agreeing: ['orch-1', 'orch-2', 'orch-3'],
      observers: ['orch-1', 'orch-2', 'orch-3'],
    });
    expect(evidence.map(({ by }) => by)).toEqual(['orch-1', 'orch-2', 'orch-3']);
    expect(verified).toBe(true);
  });

  it('says which person asked for it, what was accepted, and who approved a proposal', () => {
    const intent = {
      id: INTENT,
      action: {
        kind: 'failover',
        to: WEST,
        override: 'it is down',
        acceptedLoss: { mostMs: 4_200, unknown: [] },
      },
      by: 'ada',
      answer: { by: 'grace', comment: 'AWS confirms', atMs: AT_MS },
    };
    const asked = entry(AT_MS - 500, { by: 'ada', kind: 'intent', data: { intent } });
    const { request, moments, evidence } = account({ entries: [asked] });
    expect(request).toMatchObject({
      by: 'ada',
      automatic: false,
      answer: { by: 'grace', comment: 'AWS confirms' },
      acceptedLoss: { mostMs: 4_200 },
    });
    expect(moments[0]).toMatchObject({ name: 'decided', what: 'ada asked for it' });
    expect(evidence).toEqual([]);
  });

  it('takes the name and the first write of a move that a command made, and its verdict', () => {
    const report = sampleMove({ reason: 'it is down (ada)' });
    const record = { report, by: 'ada', endedMs: ENDED_MS, data: { by: 'ada', firstWriteMs: ENDED_MS + 30 } };
    const verdict = entry(ENDED_MS + 40, { by: 'ada', kind: 'unverified', what: 'The fence is not set.' });
    const made = account({ record, entries: [verdict] });
    expect([made.request.by, made.verified]).toEqual(['ada', false]);
    expect(made.moments.slice(-2)).toEqual([
      expect.objectContaining({ name: 'first-write', atMs: ENDED_MS + 30 }),
      expect.objectContaining({ name: 'not-verified', what: 'The fence is not set.' }),
    ]);
  });
});

describe('the account of a move, of what little there is', () => {
  it('counts the attempts of each step', () => {
    const steps = (['claim', 'fence', 'wait', 'fence', 'wait', 'promote'] as const).map((step) => ({
      step,
      tookMs: 100,
    }));
    const record = { report: sampleMove({ steps }), by: 'orch-1', endedMs: ENDED_MS, data: {} };
    expect(account({ record }).steps).toEqual([
      { step: 'claim', attempts: 1, tookMs: 100 },
      { step: 'fence', attempts: 2, tookMs: 200 },
      { step: 'wait', attempts: 2, tookMs: 200 },
      { step: 'promote', attempts: 1, tookMs: 100 },
    ]);
  });

  it('is made of an audit that has nothing else, and of one whose data were too large', () => {
    const omitted = entry(AT_MS, { data: { omittedBytes: 400_000 } });
    for (const entries of [[], [omitted]]) {
      const made = account({ entries });
      expect([made.verified, made.request.by]).toEqual([undefined, undefined]);
      expect(renderAccount(made, style)).toMatch(
        /^PROMOTED: failover from us-east-1 to eu-central-1: epoch 2\n/,
      );
    }
  });
});

describe('the account on a terminal', () => {
  it('fits 80 columns, and has every part', () => {
    const text = renderAccount(account(), style);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).toMatch(
      /^PROMOTED, VERIFIED: failover from us-east-1 to eu-central-1: epoch 2\nMove move-1, /,
    );
    for (const part of [
      'Agreed: orch-1, orch-2, orch-3, of orch-1, orch-2, orch-3.',
      'A majority of the observers agreed',
      'eu-central-1 acknowledged a write of orch-2',
      'wait     1         2.1 s',
      'connect ECONNREFUSED',
      'could lack the last writes of us-east-1 to orders (2.0 s)',
      'Writes that lost since then: 0 open, 2 merged, 1 closed otherwise.',
      'Next: Nothing to do.',
    ])
      expect(text.replace(/\n +/g, ' ')).toContain(part);
  });

  it('of a move that was aborted says that nothing was moved', () => {
    const { byAnother, ...facts } = sampleMove();
    expect(byAnother).toBe(false);
    const report = {
      ...facts,
      outcome: 'aborted',
      byAnother: false,
      writer: EAST,
      abortReason: { code: 'UND_MOVES_WRITER_RETURNED', what: 'It answers.' },
    } as const;
    const text = renderAccount(
      account({ record: { report, by: 'orch-1', endedMs: ENDED_MS, data: {} } }),
      style,
    );
    expect(text).toMatch(/^ABORTED: .*us-east-1 stayed the writer/);
    expect(text).toContain('Nothing: the writer stayed.');
  });

  it.each([
    [{ accounted: false }, 'understudy reconcile'],
    [{ accounted: true, deadLetters: 2 }, 'understudy dead-letters list --state open'],
    [
      { accounted: true, deadLetters: 0, ledger: { open: 1, merged: 0, closed: 0, more: false } },
      'understudy ledger list --state open --since 2027-01-15T08:00:00Z',
    ],
  ])('names the next command for %j', (now, command) => {
    expect(nextAfterMove(account({ now })).command).toBe(command);
  });

  it('says what could not be read', () => {
    const text = renderAccount(account({ now: {}, unknown: ['The route could not be read.'] }), style);
    for (const part of ['it is not known whether', 'Open dead letters now: not known.', 'Unknown: The route'])
      expect(text).toContain(part);
  });
});

describe('the account as a page', () => {
  it('runs nothing, loads nothing, and shows words as words', () => {
    const report = sampleMove({ reason: '<b>"disks"</b>' });
    const page = renderAccountHtml(
      account({ record: { report, by: 'orch-1', endedMs: ENDED_MS, data: {} } }),
    );
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|src=|href=|\son\w+=/i);
    expect(page).toContain('&lt;b&gt;&quot;disks&quot;&lt;/b&gt;');
    expect(page).toContain('<span class="verdict passed">PROMOTED, VERIFIED</span>');
  });
});
