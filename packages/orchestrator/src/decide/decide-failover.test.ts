import { describe, expect, it } from '@jest/globals';
import type { BlockCode, Intent, RegionCondition, ServiceView } from '@understudy/findings';
import * as fc from 'fast-check';
import {
  AT_MS,
  EAST,
  sampleLink,
  samplePolicy,
  sampleReport,
  sampleSight,
  sampleView,
  viewWithoutWriter,
  WEST,
} from '../testing/index.ts';
import { decideFailover } from './decide-failover.ts';

const blocksOf = (view: ServiceView) => decideFailover(view).blocks.map(({ code }) => code);
const gone = { east: sampleSight(EAST, 'unreachable') };

describe('a service where all is well', () => {
  it('has no findings, wants nothing, and would meet nothing', () => {
    expect(decideFailover(sampleView())).toEqual({ findings: [], blocks: [], acts: false });
  });

  it('says beforehand what a failover would meet', () => {
    const policy = { ...samplePolicy, automatic: false };
    expect(decideFailover(sampleView({ policy }))).toMatchObject({
      blocks: [{ code: 'automatic-off' }],
      acts: false,
    });
  });
});

describe('a writer that is gone', () => {
  it('is failed over from by all observers, or by a majority of them, who tell when it was last seen (fault D16)', () => {
    for (const missing of [2, 3]) {
      const decision = decideFailover(viewWithoutWriter(missing));
      expect(decision).toMatchObject({ blocks: [], acts: true });
      expect(decision.wanted).toEqual({
        from: EAST,
        to: WEST,
        observers: ['orch-1', 'orch-2', 'orch-3'],
        agreeing: ['orch-1', 'orch-2', 'orch-3'].slice(0, missing),
        writerSeenMs: missing === 3 ? AT_MS - 2_500 : AT_MS - 200,
        missedSinceMs: AT_MS - 2_000,
      });
      expect(decision.findings.map(({ code }) => code)).toEqual(['writer-down']);
    }
  });

  it.each<[RegionCondition, boolean]>([
    ['unreachable', true],
    ['name-not-found', true],
    ['tls-failed', true],
    ['server-error', true],
    ['throttled', false],
    ['slow', false],
    ['refused', false],
    ['table-missing', false],
  ])('is gone by %s: %s', (condition, isGone) => {
    const reports = samplePolicy.observers.map(({ name }) =>
      sampleReport(name, { east: sampleSight(EAST, condition) }),
    );
    expect(decideFailover(sampleView({ reports })).acts).toBe(isGone);
  });

  it('is not gone for those that have missed too few looks', () => {
    const reports = samplePolicy.observers.map(({ name }) =>
      sampleReport(name, { east: sampleSight(EAST, 'unreachable', 2) }),
    );
    expect(decideFailover(sampleView({ reports }))).toMatchObject({ findings: [], acts: false });
  });
});

describe('one observer alone', () => {
  it('does not move the writer: its line may be cut', () => {
    const decision = decideFailover(viewWithoutWriter(1));
    expect(decision.acts).toBe(false);
    expect(decision.blocks).toEqual([
      {
        code: 'no-majority',
        what: '1 of 3 observers miss the writer; 3 report and trust what they see.',
      },
      { code: 'one-place', what: 'Only observers in newark miss the writer.' },
    ]);
    expect(decision.findings.map(({ code }) => code)).toEqual(['writer-grey']);
  });

  it('has no voice while it is silent, in doubt, or not declared', () => {
    const two = [sampleReport('orch-1', gone), sampleReport('orch-3')];
    const cases = [
      sampleReport('orch-2', { ...gone, ageMs: 3_001 }),
      sampleReport('orch-2', { ...gone, change: { doubts: [{ kind: 'late', what: '900 ms late' }] } }),
      sampleReport('orch-9', gone),
    ];
    for (const second of cases) {
      expect(blocksOf(sampleView({ reports: [...two, second] }))).toContain('no-majority');
    }
    expect(blocksOf(sampleView({ reports: [...two, sampleReport('orch-2', gone)] }))).toEqual([]);
  });
});

const proposal: Intent = {
  id: 'failover-of-epoch-1-1',
  action: { kind: 'failover', to: WEST },
  by: 'orch-1',
  reason: 'the writer is gone',
  atMs: AT_MS - 10_000,
  untilMs: AT_MS + 60_000,
  state: 'proposed',
  revision: 1,
};
const answer = { by: 'ada', comment: 'yes', atMs: AT_MS - 1_000 };
const lastMove = {
  moveId: 'm1',
  kind: 'failover',
  from: WEST,
  to: EAST,
  epoch: 1,
  automatic: true,
  endedMs: AT_MS - 60_000,
} as const;
const frozen = { by: 'ada', reason: 'release', atMs: AT_MS - 5_000, untilMs: AT_MS + 5_000 };
const acknowledged = { by: 'ada', comment: 'seen', atMs: AT_MS, moveId: 'm1' };
const none = { maintenance: [], acknowledgements: [] };
const program = { name: 'gateway-1', url: 'http://10.0.0.5:8000', atMs: AT_MS };
const reaching = { ...program, kind: 'answers', ready: true, problems: [] } as const;
const lacking = {
  ...program,
  kind: 'answers',
  ready: false,
  problems: [{ problem: 'us-east-1 does not answer', region: EAST }],
} as const;

describe('what blocks a failover', () => {
  it.each<[BlockCode, Partial<ServiceView>]>([
    ['automatic-off', { policy: { ...samplePolicy, automatic: false } }],
    ['frozen', { directives: { ...none, freeze: frozen } }],
    ['in-maintenance', { directives: { ...none, maintenance: [{ ...frozen, subject: EAST }] } }],
    ['in-maintenance', { directives: { ...none, maintenance: [{ ...frozen, subject: WEST }] } }],
    ['recent-move', { lastMove }],
    [
      'recent-abort',
      { intents: [{ ...proposal, state: 'aborted', outcome: { what: 'back', atMs: AT_MS - 14_999 } }] },
    ],
    ['approval-needed', { policy: { ...samplePolicy, approval: true } }],
    ['approval-needed', { policy: { ...samplePolicy, approval: true }, intents: [proposal] }],
    [
      'approval-needed',
      {
        policy: { ...samplePolicy, approval: true },
        intents: [{ ...proposal, state: 'open', answer, untilMs: AT_MS }],
      },
    ],
    ['writes-replicate', { links: [{ ...sampleLink, newestWriteMs: AT_MS - 900, newestWriteAgeMs: 400 }] }],
    ['programs-reach-writer', { programs: [reaching] }],
    ['lag-unknown', { links: [{ link: sampleLink.link, lagMs: undefined }] }],
    ['lag-over-limit', { links: [{ ...sampleLink, completeUpToMs: AT_MS - 40_000 }] }],
  ])('%s', (code, change) => {
    const decision = decideFailover(viewWithoutWriter(3, change));
    expect(decision.blocks.map((block) => block.code)).toEqual([code]);
    expect(decision).toMatchObject({ acts: false, wanted: { from: EAST } });
  });
});

describe('what does not block a failover', () => {
  it.each<[string, Partial<ServiceView>]>([
    ['a freeze that is over', { directives: { ...none, freeze: { ...frozen, untilMs: AT_MS } } }],
    [
      'maintenance of something else',
      { directives: { ...none, maintenance: [{ ...frozen, subject: 'web' }] } },
    ],
    ['a move that was acknowledged', { lastMove, directives: { ...none, acknowledgements: [acknowledged] } }],
    [
      'an abort whose pause is over',
      { intents: [{ ...proposal, state: 'aborted', outcome: { what: 'back', atMs: AT_MS - 15_000 } }] },
    ],
    ['a move by a person', { lastMove: { ...lastMove, automatic: false } }],
    ['a move whose pause is over', { lastMove: { ...lastMove, endedMs: AT_MS - 3_600_000 } }],
    [
      'a proposal that was approved',
      { policy: { ...samplePolicy, approval: true }, intents: [{ ...proposal, state: 'open', answer }] },
    ],
    [
      'a write within the clocks of each other',
      { links: [{ ...sampleLink, newestWriteMs: AT_MS - 1_000, newestWriteAgeMs: 400 }] },
    ],
    [
      'a late write that no other has followed',
      { links: [{ ...sampleLink, newestWriteMs: AT_MS + 9_000, newestWriteAgeMs: 5_001 }] },
    ],
    ['as many programs that miss the writer', { programs: [reaching, lacking] }],
    ['a program that is silent', { programs: [{ ...program, kind: 'silent', why: 'refused' }] }],
  ])('is not %s', (_name, change) => {
    expect(decideFailover(viewWithoutWriter(3, change))).toMatchObject({ blocks: [], acts: true });
  });
});

describe('what blocks every failover', () => {
  it('is a standby that most do not see, however much the writer is gone', () => {
    const both = { ...gone, west: sampleSight(WEST, 'unreachable') };
    const reports = ['orch-1', 'orch-2', 'orch-3'].map((name) => sampleReport(name, both));
    expect(blocksOf(sampleView({ reports }))).toEqual(['standby-unhealthy']);
  });

  it('are observers of different major versions or topologies, while they report', () => {
    const others = [sampleReport('orch-1', gone), sampleReport('orch-2', gone)];
    const third = (change: object, ageMs = 300) => sampleReport('orch-3', { ...gone, change, ageMs });
    expect(blocksOf(sampleView({ reports: [...others, third({ version: '2.0.0' })] }))).toEqual([
      'versions-differ',
    ]);
    expect(blocksOf(sampleView({ reports: [...others, third({ topology: 'b2' })] }))).toEqual([
      'topologies-differ',
    ]);
    expect(blocksOf(sampleView({ reports: [...others, third({ version: '1.9.3' })] }))).toEqual([]);
    expect(blocksOf(sampleView({ reports: [...others, third({ version: '2.0.0' }, 3_001)] }))).toEqual([]);
  });

  it('is a route that is moving, or that can not be read', () => {
    const calm = sampleView().route;
    if (calm.kind !== 'seen' || calm.snapshot.route.phase !== 'steady')
      throw new Error('not a steady sample');
    const { writer, ...facts } = calm.snapshot.route;
    const route = {
      ...facts,
      phase: 'moving',
      from: writer,
      to: WEST,
      kind: 'failover',
      step: 'fenced',
      moveId: 'm2',
      claimedMs: AT_MS,
      reason: 'x',
    } as const;
    const moving = viewWithoutWriter(3, { route: { kind: 'seen', snapshot: { revision: 5, route } } });
    expect(blocksOf(moving)).toEqual(['move-under-way']);
    const unseen = { kind: 'unseen', why: 'no answer' } as const;
    expect(decideFailover(viewWithoutWriter(3, { route: unseen }))).toMatchObject({
      blocks: [{ code: 'route-unseen', what: 'no answer' }],
      findings: [{ code: 'control-store-silent' }],
      acts: false,
    });
    const remembered = decideFailover(viewWithoutWriter(3, { route: { ...unseen, last: calm.snapshot } }));
    expect(remembered.findings.map(({ code }) => code)).toEqual(['writer-down', 'control-store-silent']);
  });
});

const conditions: readonly RegionCondition[] = [
  'answering',
  'slow',
  'unreachable',
  'name-not-found',
  'throttled',
  'server-error',
  'refused',
];
const places = ['newark', 'frankfurt', 'london'];
const view = fc
  .record({
    observers: fc.array(fc.constantFrom(...places), { minLength: 3, maxLength: 7 }),
    sights: fc.array(
      fc.record({
        east: fc.constantFrom(...conditions),
        west: fc.constantFrom(...conditions),
        ageMs: fc.integer({ min: 0, max: 5_000 }),
        doubt: fc.boolean(),
      }),
      { maxLength: 7 },
    ),
    automatic: fc.boolean(),
  })
  .map(({ observers, sights, automatic }) => {
    const declared = observers.map((place, index) => ({ name: `orch-${String(index)}`, place }));
    const reports = sights.slice(0, declared.length).map(({ east, west, ageMs, doubt }, index) =>
      sampleReport(declared[index]?.name ?? '', {
        east: sampleSight(EAST, east),
        west: sampleSight(WEST, west),
        ageMs,
        change: {
          place: declared[index]?.place ?? '',
          doubts: doubt ? [{ kind: 'late', what: 'late' }] : [],
        },
      }),
    );
    return sampleView({ policy: { ...samplePolicy, automatic, observers: declared }, reports });
  });

describe('any view', () => {
  it('moves the writer by nothing less than a majority of the declared observers, in two places where there are two', () => {
    fc.assert(
      fc.property(view, (drawn) => {
        const { acts, wanted } = decideFailover(drawn);
        if (!acts) return;
        const agreeing = drawn.policy.observers.filter(({ name }) => wanted?.agreeing.includes(name));
        expect(agreeing.length * 2).toBeGreaterThan(drawn.policy.observers.length);
        const all = new Set(drawn.policy.observers.map(({ place }) => place));
        expect(new Set(agreeing.map(({ place }) => place)).size).toBeGreaterThanOrEqual(
          Math.min(2, all.size),
        );
        expect(drawn.policy.automatic).toBe(true);
        for (const { report, ageMs } of drawn.reports) {
          if (ageMs > 3_000 || report.doubts.length > 0)
            expect(wanted?.agreeing).not.toContain(report.observer);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same decision when it is read back from the audit', () => {
    fc.assert(
      fc.property(view, (drawn) => {
        expect(decideFailover(JSON.parse(JSON.stringify(drawn)) as ServiceView)).toEqual(
          decideFailover(drawn),
        );
      }),
      { numRuns: 200 },
    );
  });
});
