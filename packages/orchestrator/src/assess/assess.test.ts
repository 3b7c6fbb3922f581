import { describe, expect, it } from '@jest/globals';
import { FINDINGS, type FindingCode, type ServiceView } from '@understudy/findings';
import {
  AT_MS,
  EAST,
  sampleLink,
  samplePolicy,
  sampleRecord,
  sampleReport,
  sampleServersView,
  sampleSight,
  sampleSteps,
  sampleView,
  viewWithoutWriter,
  WEST,
} from '../testing/index.ts';
import { assess } from './assess.ts';

const all = (east = sampleSight(EAST), west = sampleSight(WEST)) =>
  samplePolicy.observers.map(({ name }) => sampleReport(name, { east, west }));
const calm = sampleView().route;
const steady = () => {
  if (calm.kind === 'seen' && calm.snapshot.route.phase === 'steady') return calm.snapshot.route;
  throw new Error('not a steady sample');
};
const withRoute = (change: object): ServiceView['route'] => ({
  kind: 'seen',
  snapshot: { revision: 9, route: { ...steady(), ...change } },
});
const moving = () => {
  const { writer, ...facts } = steady();
  const move = {
    from: writer,
    to: WEST,
    kind: 'failover',
    step: 'claimed',
    moveId: 'm',
    claimedMs: 1,
    reason: 'gone',
  } as const;
  return { kind: 'seen', snapshot: { revision: 9, route: { ...facts, ...move, phase: 'moving' } } } as const;
};
const directive = { by: 'ada', reason: 'release', atMs: AT_MS - 9_000, untilMs: AT_MS - 1 };
const program = { name: 'gateway-1', url: 'http://10.0.0.5:8000', atMs: AT_MS };

/** A view for each finding of the catalogue, with the subject that it names. */
const CASES: Readonly<Record<FindingCode, readonly [string, Partial<ServiceView>]>> = {
  'writer-down': [EAST, { reports: all(sampleSight(EAST, 'unreachable')) }],
  'writer-grey': [EAST, { reports: all(sampleSight(EAST, 'throttled')) }],
  'standby-down': [WEST, { reports: all(undefined, sampleSight(WEST, 'server-error')) }],
  'standby-grey': [WEST, { reports: all(undefined, sampleSight(WEST, 'slow')) }],
  'control-store-silent': ['control store', { route: { kind: 'unseen', why: 'no answer' } }],
  'move-under-way': [WEST, { route: moving() }],
  merging: [WEST, { route: withRoute({ merging: [{ region: WEST, tail: 'unsettled', untilMs: 1 }] }) }],
  'pool-down': ['web', sampleServersView({ states: { 'shop-web-1-g1': 'down', 'shop-web-2-g1': 'down' } })],
  'linode-region-down': [
    'de-fra-2',
    sampleServersView({
      states: { 'shop-web-1-g1': 'down' },
      outages: ['de-fra-2'],
      regionOf: (slot) => (slot === 1 ? 'de-fra-2' : 'nl-ams'),
    }),
  ],
  'balancer-down': ['lb-2', sampleServersView({ silent: ['lb-2'] })],
  'server-down': ['shop-web-1-g1', sampleServersView({ states: { 'shop-web-1-g1': 'down' } })],
  'linode-api-failing': ['Linode', sampleServersView({ silent: ['Linode'] })],
  'lag-over-limit': [`orders ${EAST} → ${WEST}`, { links: [{ ...sampleLink, lagMs: 30_001 }] }],
  'link-silent': [`orders ${EAST} → ${WEST}`, { links: [{ link: sampleLink.link, lagMs: undefined }] }],
  'gap-open': [`orders ${EAST} → ${WEST}`, { links: [{ ...sampleLink, gap: true }] }],
  'dead-letters-open': [`orders ${EAST} → ${WEST}`, { links: [{ ...sampleLink, parked: 2 }] }],
  'observer-silent': ['orch-3', { reports: [sampleReport('orch-1'), sampleReport('orch-2')] }],
  'observer-abstains': [
    'orch-3',
    {
      reports: [
        sampleReport('orch-1'),
        sampleReport('orch-2'),
        sampleReport('orch-3', { change: { doubts: [{ kind: 'clocks', what: '3 s apart' }] } }),
      ],
    },
  ],
  'observer-refused': [EAST, { reports: all(sampleSight(EAST, 'refused')) }],
  'versions-differ': [
    'orchestrators',
    { reports: [...all().slice(1), sampleReport('orch-1', { change: { version: '2.0.0' } })] },
  ],
  'topologies-differ': [
    'orchestrators',
    { reports: [...all().slice(1), sampleReport('orch-1', { change: { topology: 'b2' } })] },
  ],
  'program-silent': ['gateway-1', { programs: [{ ...program, kind: 'silent', why: 'refused' }] }],
  'program-not-ready': [
    'gateway-1',
    { programs: [{ ...program, kind: 'answers', ready: false, problems: [{ problem: 'No route.' }] }] },
  ],
  'not-ready': [
    'a move of the writer',
    {
      readiness: {
        by: 'orch-1',
        atMs: AT_MS - 60_000,
        verdict: 'action-required',
        items: [
          {
            name: 'streams',
            verdict: 'action-required',
            cause: 'The stream is off.',
            remedy: 'Switch it on.',
          },
          { name: 'links', verdict: 'action-required', cause: 'It lags.', remedy: 'Wait.' },
        ],
      },
    },
  ],
  'record-elsewhere': [
    'api.example.org A',
    {
      policy: { ...samplePolicy, dns: { tokenEnv: 'LINODE_TOKEN', records: [sampleRecord()] } },
      records: [{ name: 'api.example.org A', atMs: AT_MS, kind: 'seen', target: '198.51.100.1', ttlSec: 30 }],
      steps: { promotion: sampleSteps([]) },
    },
  ],
  'step-failed': ['warm-cache', { steps: { promotion: sampleSteps([{ state: 'failed', attempt: 3 }]) } }],
  'freeze-outlived': ['ada', { directives: { freeze: directive, maintenance: [], acknowledgements: [] } }],
  'maintenance-outlived': [
    'web',
    { directives: { maintenance: [{ ...directive, subject: 'web' }], acknowledgements: [] } },
  ],
};

describe('a link whose worker is killed', () => {
  it.each([
    [30_000, []],
    [30_001, ['link-silent']],
  ])('has told of no contact for %d ms: %j', (contactAgeMs, codes) => {
    const links = [{ ...sampleLink, contactAgeMs }];
    expect(assess(sampleView({ links })).map(({ code }) => code)).toEqual(codes);
  });
});

describe('assess', () => {
  it.each((Object.keys(FINDINGS) as FindingCode[]).map((code) => [code]))(
    'finds %s, and it alone',
    (code) => {
      const [subject, change] = CASES[code];
      const findings = assess(sampleView(change));
      expect([...new Set(findings.map((finding) => [finding.code, finding.subject].join(' ')))]).toEqual([
        `${code} ${subject}`,
      ]);
      expect(findings[0]?.evidence.length).toBeGreaterThan(0);
    },
  );

  it('calls a writer grey that one of three misses, and tells who sees what', () => {
    expect(assess(viewWithoutWriter(1))).toEqual([
      {
        code: 'writer-grey',
        subject: EAST,
        evidence: [
          {
            by: 'orch-1',
            what: 'unreachable, 3 looks in a row: connect ECONNREFUSED',
            atMs: AT_MS - 300,
          },
        ],
      },
    ]);
  });

  it('names the region that is down, and not that its links get on no more', () => {
    const back = { table: 'orders', source: WEST, target: EAST };
    const view = viewWithoutWriter(3, {
      links: [
        { ...sampleLink, lagMs: 90_000, gap: true },
        { link: back, lagMs: undefined, why: 'no answer' },
      ],
    });
    expect(assess(view).map(({ code }) => code)).toEqual(['writer-down', 'gap-open']);
  });

  it('names what matters most first', () => {
    const view = viewWithoutWriter(3, { links: [{ ...sampleLink, parked: 1 }] });
    expect(assess(view).map(({ code }) => code)).toEqual(['writer-down', 'dead-letters-open']);
  });
});
