import { describe, expect, it } from '@jest/globals';
import type { ObserverReport, RegionCondition, SeenAlert, ServiceView } from '@understudy/findings';
import * as fc from 'fast-check';
import { AT_MS, EAST, samplePolicy, sampleReport, sampleSight, sampleView, WEST } from '../testing/index.ts';
import { decideFailover } from './decide-failover.ts';

const alertOf = (change: Partial<SeenAlert> = {}): SeenAlert => ({
  name: 'ShopErrors',
  signal: 'application-errors',
  summary: 'One answer in four is an error',
  startedMs: AT_MS - 500,
  heardMs: AT_MS - 400,
  ageMs: 400,
  ...change,
});

type Seen = Partial<ObserverReport> & { readonly east?: RegionCondition };

/** The three observers, two of them in one place. */
function viewOf(seen: readonly Seen[], change: Partial<ServiceView> = {}): ServiceView {
  const places = ['newark', 'newark', 'frankfurt'];
  const observers = samplePolicy.observers.map(({ name }, at) => ({ name, place: places[at] ?? '' }));
  const reports = observers.flatMap(({ name, place }, at) => {
    const { east, ...facts } = seen[at] ?? {};
    if (seen[at] === undefined) return [];
    return [
      sampleReport(name, { change: { place, ...facts }, east: sampleSight(EAST, east ?? 'answering') }),
    ];
  });
  return sampleView({ policy: { ...samplePolicy, observers }, reports, ...change });
}

const gone: Seen = { east: 'unreachable' };
const told: Seen = { east: 'unreachable', alerts: [alertOf()] };

describe('an alert by which applications get errors', () => {
  it('replaces the second place where no observer sees the writer', () => {
    expect(decideFailover(viewOf([gone, gone])).blocks).toMatchObject([{ code: 'one-place' }]);
    const decision = decideFailover(viewOf([told, gone]));
    expect(decision).toMatchObject({ acts: true, blocks: [], wanted: { confirmedBy: ['ShopErrors'] } });
    expect(decision.findings.find(({ code }) => code === 'writer-down')?.evidence).toContainEqual({
      by: 'Alertmanager (orch-1)',
      what: 'ShopErrors fires: One answer in four is an error',
      atMs: AT_MS - 400,
    });
  });

  it('replaces nothing where an observer sees the writer', () => {
    expect(decideFailover(viewOf([told, gone, {}])).blocks).toMatchObject([{ code: 'one-place' }]);
  });

  it.each<[string, Partial<SeenAlert>]>([
    ['began before the writer was lost', { startedMs: AT_MS - 60_000 }],
    ['was heard of before', { heardMs: AT_MS - 60_000 }],
    ['is about another region', { region: WEST }],
    ['is about something else', { signal: undefined as never }],
  ])('counts for nothing where it %s', (_what, change) => {
    const decision = decideFailover(viewOf([{ ...gone, alerts: [alertOf(change)] }, gone]));
    expect(decision.acts).toBe(false);
    expect(decision.wanted).not.toHaveProperty('confirmedBy');
  });

  it('counts for nothing where programs are declared: they say the same sooner', () => {
    const policy = { ...viewOf([]).policy, programs: [{ name: 'gateway-1', url: 'http://10.0.0.5' }] };
    expect(decideFailover(viewOf([told, gone], { policy })).acts).toBe(false);
  });
});

const alert = fc
  .record({
    name: fc.constantFrom('ShopErrors', 'UnderstudyGatewayErrors', 'UnderstudyDeadLetters'),
    isSignal: fc.boolean(),
    region: fc.constantFrom(undefined, EAST, WEST),
    startedAgoMs: fc.nat(10_000),
    heardAgoMs: fc.nat(10_000),
  })
  .map(({ name, isSignal, region, startedAgoMs, heardAgoMs }): SeenAlert => {
    const { signal: _signal, ...rest } = alertOf({
      name,
      startedMs: AT_MS - startedAgoMs,
      heardMs: AT_MS - heardAgoMs,
    });
    return { ...rest, ...(isSignal && { signal: 'application-errors' }), ...(region && { region }) };
  });
const seen = fc.record({
  east: fc.constantFrom<RegionCondition>(
    'answering',
    'slow',
    'throttled',
    'unreachable',
    'server-error',
    'refused',
  ),
  doubts: fc.constantFrom<ObserverReport['doubts']>([], [], [{ kind: 'late', what: 'late' }]),
  alerts: fc.array(alert, { maxLength: 3 }),
});
const reports = fc.array(seen, { minLength: 1, maxLength: 3 });

describe('whatever alerts fire (property)', () => {
  it('none makes a failover wanted, none blocks one, and none replaces a majority', () => {
    fc.assert(
      fc.property(reports, (all) => {
        const decision = decideFailover(viewOf(all));
        const without = decideFailover(viewOf(all.map(({ alerts: _alerts, ...rest }) => rest)));
        const codes = decision.blocks.map(({ code }) => code);
        const codesWithout = without.blocks.map(({ code }) => code);
        expect(decision.wanted === undefined).toBe(without.wanted === undefined);
        expect(decision.findings.map(({ code }) => code)).toEqual(without.findings.map(({ code }) => code));
        expect(codesWithout).toEqual(expect.arrayContaining(codes));
        expect(codesWithout.filter((code) => !codes.includes(code) && code !== 'one-place')).toEqual([]);
        const missing = all.filter(
          ({ east, doubts }) => doubts.length === 0 && (east === 'unreachable' || east === 'server-error'),
        );
        if (decision.acts) expect(missing.length).toBeGreaterThanOrEqual(2);
        if (without.acts) expect(decision.acts).toBe(true);
      }),
    );
  });
});
