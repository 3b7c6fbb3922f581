import { describe, expect, it } from '@jest/globals';
import type { PlannedRepair, Repair, RepairAttempt, ServiceView } from '@understudy/findings';
import type { ServerSettings } from '@understudy/topology';
import { AT_MS, sampleReport, sampleServersView, sampleView, type SampleServers } from '../testing/index.ts';
import { decideRepairs } from './decide-repairs.ts';

const DOWN = { 'shop-web-1-g1': 'down' } as const;
const directive = { by: 'ada', reason: 'release', atMs: AT_MS - 9_000, untilMs: AT_MS + 9_000 };

function plan(
  sample: SampleServers,
  change: Partial<ServiceView> = {},
  settings: Partial<ServerSettings> = {},
): readonly PlannedRepair[] {
  return decideRepairs(sampleView({ ...sampleServersView(sample, settings), ...change }));
}

const attempt = (change: Partial<RepairAttempt> = {}): RepairAttempt => ({
  number: 1,
  rung: 'restart',
  server: 'shop-web-1-g1',
  region: 'de-fra-2',
  by: 'orch-1',
  reason: 'down',
  atMs: AT_MS - 130_000,
  state: 'unverified',
  resumed: 0,
  endedMs: AT_MS - 10_000,
  outcome: 'It did not come back in time.',
  ...change,
});
const after = (...attempts: readonly RepairAttempt[]): { readonly repairs: readonly Repair[] } => ({
  repairs: [{ pool: 'web', slot: 1, attempts, revision: attempts.length }],
});
const blocksOf = (repairs: readonly PlannedRepair[]) =>
  repairs.flatMap(({ blocks }) => blocks.map(({ code }) => code));

describe('a server that every balancer shows as down', () => {
  it('is repaired by the gentlest step, with its limit and its check', () => {
    expect(plan({ states: DOWN })).toEqual([
      {
        pool: 'web',
        slot: 1,
        server: 'shop-web-1-g1',
        reason: 'shop-web-1-g1 is down for lb-1 and lb-2 for 60 s (L4CON).',
        step: {
          rung: 'restart',
          region: 'de-fra-2',
          precondition: 'shop-web-1-g1 runs, and there is a way to log in.',
          action:
            'Take shop-web-1-g1 out of the traffic, restart its service, and put it back once it answers.',
          verification: 'Every balancer that answers shows shop-web-1-g1 as up.',
          limitMs: 120_000,
        },
        passedOver: [],
        blocks: [],
        underWay: false,
        acts: true,
      },
    ]);
  });

  it.each<[string, SampleServers, Partial<ServiceView>, Partial<ServerSettings>]>([
    ['repairs-off', {}, {}, { automatic: false }],
    ['repairs-frozen', {}, { directives: { freeze: directive, maintenance: [], acknowledgements: [] } }, {}],
    ...['shop-web-1-g1', 'web', 'de-fra-2'].map(
      (subject): [string, SampleServers, Partial<ServiceView>, Partial<ServerSettings>] => [
        'server-in-maintenance',
        {},
        { directives: { maintenance: [{ ...directive, subject }], acknowledgements: [] } },
        {},
      ],
    ),
    ['down-briefly', { forMs: 29_999 }, {}, {}],
    ['answers-here', { instances: { 'shop-web-1-g1': { answers: true } } }, {}, {}],
    ['linode-unseen', { silent: ['Linode'] }, {}, {}],
    [
      'repair-versions-differ',
      {},
      { reports: [sampleReport('orch-1'), sampleReport('orch-2', { change: { version: '2.0.0' } })] },
      {},
    ],
    ['no-other-region', { outages: ['de-fra-2', 'nl-ams'] }, {}, {}],
    [
      'pool-share',
      {},
      { repairs: [{ pool: 'web', slot: 2, attempts: [attempt({ state: 'begun' })], revision: 1 }] },
      {},
    ],
  ])('is not repaired: %s', (code, sample, change, settings) => {
    const repairs = plan({ states: DOWN, ...sample }, change, settings).filter(({ slot }) => slot === 1);
    expect(blocksOf(repairs)).toEqual([code]);
    expect(repairs.map(({ acts }) => acts)).toEqual([false]);
  });
});

describe('what is known of a server', () => {
  it('keeps it from being repaired while another balancer shows it as up, or while a person has taken it out', () => {
    const shown = { 'lb-1 shop-web-1-g1': 'down', 'lb-2 shop-web-1-g1': 'up' } as const;
    expect(blocksOf(plan({ shown }))).toEqual(['balancers-disagree']);
    expect(plan({ states: { 'shop-web-1-g1': 'resting' } })).toEqual([]);
  });

  it('is judged by the balancers that answer; where none does, nothing is known', () => {
    expect(plan({ states: DOWN, silent: ['lb-1'] })).toMatchObject([{ acts: true }]);
    expect(plan({ states: DOWN, silent: ['lb-1', 'lb-2'] })).toEqual([]);
  });

  it('that Linode does not list is not repaired, and the remedy is named', () => {
    const { servers, policy } = sampleServersView({ states: DOWN });
    const linode = servers?.linode;
    if (servers === undefined || linode === undefined) throw new TypeError('A sample has both.');
    const gone = { ...servers, linode: { ...linode, servers: linode.servers.slice(1) } };
    expect(blocksOf(decideRepairs(sampleView({ servers: gone, policy })))).toEqual(['server-gone']);
    const newer = {
      ...linode.servers[0],
      generation: 2,
      name: 'shop-web-1-g2',
    } as (typeof linode.servers)[0];
    const made = { ...servers, linode: { ...linode, servers: [...linode.servers, newer] } };
    expect(blocksOf(decideRepairs(sampleView({ servers: made, policy })))).toEqual(['server-new']);
  });
});

describe('the ladder', () => {
  const rungs = ['restart', 'reboot', 'replace', 'move'] as const;
  const tried = (count: number) =>
    rungs.slice(0, count).map((rung, at) =>
      attempt({
        number: at + 1,
        rung,
        atMs: AT_MS - 500_000 + at * 100_000,
        endedMs: AT_MS - 410_000 + at * 100_000,
      }),
    );

  it.each([
    [0, 'restart', 'de-fra-2'],
    [1, 'reboot', 'de-fra-2'],
    [2, 'replace', 'de-fra-2'],
    [3, 'move', 'nl-ams'],
  ])('goes on after %d attempts with: %s in %s', (count, rung, region) => {
    const [repair] = plan({ absent: ['shop-web-1-g1'], states: DOWN }, after(...tried(count)));
    const [down] = plan({ states: DOWN }, after(...tried(count)));
    for (const each of count === 0 ? [down] : [repair, down])
      expect(each).toMatchObject({ acts: true, step: { rung, region } });
  });

  it('ends, and begins again after the pause', () => {
    const [repair] = plan({ states: DOWN }, after(...tried(4)));
    expect(repair).toMatchObject({ acts: false, blocks: [{ code: 'ladder-used' }] });
    const later = tried(4).map((each) => ({
      ...each,
      atMs: each.atMs - 3_600_000,
      endedMs: (each.endedMs ?? 0) - 3_600_000,
    }));
    expect(plan({ states: DOWN }, after(...later))).toMatchObject([
      { acts: true, step: { rung: 'restart' } },
    ]);
  });

  it('gives a server that was repaired and is down again the next rung', () => {
    const verified = attempt({ state: 'verified', serving: 'shop-web-1-g1' });
    expect(plan({ states: DOWN }, after(verified))).toMatchObject([{ acts: true, step: { rung: 'reboot' } }]);
    expect(plan({ absent: ['shop-web-1-g1'] }, after(verified))).toEqual([]);
  });
});

describe('a step', () => {
  it('puts a server that answers again back into the traffic, before anything else', () => {
    const instances = { 'shop-web-1-g1': { answers: true } };
    expect(plan({ absent: ['shop-web-1-g1'], instances }, after(attempt()))).toMatchObject([
      { acts: true, step: { rung: 'rejoin' }, passedOver: [] },
    ]);
    const back = attempt({ number: 2, rung: 'rejoin' });
    expect(plan({ absent: ['shop-web-1-g1'], instances }, after(attempt(), back))).toMatchObject([
      { acts: true, step: { rung: 'reboot' } },
    ]);
  });

  it('passes over what does not fit, and says why', () => {
    expect(plan({ states: DOWN, restarts: false })).toMatchObject([
      { step: { rung: 'reboot' }, passedOver: [{ rung: 'restart' }] },
    ]);
    const instances = { 'shop-web-1-g1': { status: 'offline' } };
    expect(plan({ states: DOWN, instances })).toMatchObject([
      { step: { rung: 'reboot' }, passedOver: [{ rung: 'restart', why: 'Linode says that it is offline.' }] },
    ]);
  });

  it('leads straight to another region where its own has an outage', () => {
    const [repair] = plan({ states: DOWN, outages: ['de-fra-2'], regions: ['de-fra-2', 'nl-ams', 'us-ord'] });
    expect(repair).toMatchObject({ acts: true, step: { rung: 'move', region: 'nl-ams' } });
    expect(repair?.passedOver.map(({ rung }) => rung)).toEqual(['restart', 'reboot', 'replace']);
  });
});

describe('of a pool', () => {
  const all = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_none, at) => [`shop-web-${String(at + 1)}-g1`, 'down' as const]),
    );

  it.each([
    [1, 25, 1],
    [4, 25, 1],
    [8, 25, 2],
    [8, 100, 8],
    [9, 33, 2],
  ])('%d servers that are down, %d %% at once: %d are repaired', (count, mostPercent, most) => {
    const repairs = plan({ count, states: all(count) }, {}, { mostPercent });
    expect(repairs.filter(({ acts }) => acts)).toHaveLength(most);
    expect(repairs).toHaveLength(count);
  });

  it('the one whose repair has begun goes first, also where it is not seen any more', () => {
    const begun = { ...attempt({ state: 'begun' }) };
    const repairs = [{ pool: 'web', slot: 4, attempts: [begun], revision: 1 }];
    const planned = plan({ count: 4, states: all(4) }, { repairs });
    expect(planned[0]).toMatchObject({ slot: 4, underWay: true, acts: false });
    expect(planned.filter(({ acts }) => acts)).toEqual([]);
    const unseen = plan({ count: 3, states: all(3) }, { repairs });
    expect(unseen.filter(({ acts }) => acts)).toEqual([]);
  });
});
