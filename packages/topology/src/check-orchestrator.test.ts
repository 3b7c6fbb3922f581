import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TopologyError } from './errors.ts';
import { parseTopology } from './parse-topology.ts';
import { sampleTopology } from './testing/index.ts';

const ONE = [{ name: 'orch-1', place: 'us-east' }];

const withOrchestrator = (orchestrator: object) =>
  parseTopology(`${sampleTopology().text}orchestrator: ${JSON.stringify(orchestrator)}\n`);

function problemsOf(orchestrator: object): readonly string[] {
  try {
    withOrchestrator(orchestrator);
  } catch (error) {
    if (error instanceof TopologyError) return error.problems.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
  return [];
}

const observersAt = (...places: readonly string[]) =>
  places.map((place, at) => ({ name: `orch-${at + 1}`, place }));

describe('the orchestrator', () => {
  it('is absent where the file has no such section', () => {
    expect(sampleTopology().value.orchestrator).toBeUndefined();
  });

  it('has defaults for all but its observers, and acts only for people', () => {
    expect(withOrchestrator({ observers: ONE }).orchestrator).toEqual({
      automatic: false,
      observers: ONE,
      approval: false,
      approvalLimitMs: 300_000,
      lookEveryMs: 400,
      lookLimitMs: 1_000,
      looks: 3,
      reportEveryMs: 1_000,
      leaderTtlMs: 4_000,
      pauseMs: 3_600_000,
      programs: [],
    });
  });
});

describe('automatic failovers', () => {
  const TOO_FEW = 'UND_TOPOLOGY_OBSERVERS_TOO_FEW orchestrator.automatic';

  it.each([
    ['one observer', observersAt('a'), [TOO_FEW]],
    ['two observers', observersAt('a', 'b'), [TOO_FEW]],
    ['three in two places', observersAt('a', 'b', 'b'), [TOO_FEW]],
    ['nine in two places', observersAt('a', 'a', 'a', 'a', 'a', 'b', 'b', 'b', 'b'), [TOO_FEW]],
    ['places that differ in case alone', observersAt('us-east', 'US-East', 'b'), [TOO_FEW]],
    ['three in three places', observersAt('a', 'b', 'c'), []],
    ['five in three places', observersAt('a', 'a', 'b', 'b', 'c'), []],
  ])('with %s', (_what, observers, expected) => {
    expect(problemsOf({ automatic: true, observers })).toEqual(expected);
    expect(problemsOf({ automatic: false, observers })).toEqual([]);
  });

  it('count an observer that is listed twice as one', () => {
    const observers = [...observersAt('a', 'b'), { name: 'orch-1', place: 'c' }];
    expect(problemsOf({ automatic: true, observers })).toEqual([
      TOO_FEW,
      'UND_TOPOLOGY_OBSERVER_DUPLICATE orchestrator.observers[2].name',
    ]);
  });

  it('are refused with the reason, the count and what is allowed', () => {
    expect(() => withOrchestrator({ automatic: true, observers: observersAt('a', 'b', 'b') })).toThrow(
      'orchestrator.automatic is true; expected false, or at least 3 observers in at least 3 places, so that losing one place neither makes nor prevents a majority (listed: 3 in 2).',
    );
  });
});

describe('the time limits of an orchestrator', () => {
  it('let a leader miss two reports, whatever they are', () => {
    const interval = fc.integer({ min: 100, max: 60_000 });
    fc.assert(
      fc.property(interval, fc.integer({ min: 300, max: 200_000 }), (reportEveryMs, leaderTtlMs) => {
        const fits = leaderTtlMs >= 3 * reportEveryMs;
        expect(problemsOf({ observers: ONE, reportEveryMs, leaderTtlMs })).toEqual(
          fits ? [] : ['UND_TOPOLOGY_LEADER_TTL_TOO_SHORT orchestrator.leaderTtlMs'],
        );
      }),
      { numRuns: 50 },
    );
  });

  it('name the default that does not fit a longer interval', () => {
    expect(() => withOrchestrator({ observers: ONE, reportEveryMs: 2_000 })).toThrow(
      'orchestrator.leaderTtlMs is 4000 (the default); expected at least 6000, 3 × reportEveryMs.',
    );
  });
});

describe('the programs of an orchestrator', () => {
  it('may answer on loopback, private and public addresses', () => {
    const urls = [
      'http://127.0.0.1:8000',
      'http://10.0.0.5:8000',
      'https://gateway.example.org',
      'http://[::1]:9',
    ];
    const programs = urls.map((url, at) => ({ name: `gateway-${at}`, url }));
    expect(withOrchestrator({ observers: ONE, programs }).orchestrator?.programs).toEqual(programs);
  });

  it('never show a password', () => {
    const programs = [{ name: 'gateway-1', url: 'http://root:hunter2@10.0.0.5' }];
    expect(() => withOrchestrator({ observers: ONE, programs })).toThrow(/^(?!.*hunter2)/s);
  });
});

describe('the alerts of an orchestrator', () => {
  it('have their token in one place, or none', () => {
    for (const alerts of [{}, { tokenFile: '/etc/understudy/alerts.token' }, { tokenEnv: 'ALERTS_TOKEN' }])
      expect(withOrchestrator({ observers: ONE, alerts }).orchestrator?.alerts).toEqual(alerts);
    expect(problemsOf({ observers: ONE, alerts: { tokenFile: '/a', tokenEnv: 'A' } })).toEqual([
      'UND_TOPOLOGY_ALERTS_TOKEN_AMBIGUOUS orchestrator.alerts.tokenEnv',
    ]);
  });
});
