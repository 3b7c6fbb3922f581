import { describe, expect, it } from '@jest/globals';
import { propertyRuns } from '@understudy/core/testing';
import type { PlannedRepair, Repair, RepairAttempt, ServerState, ServiceView } from '@understudy/findings';
import * as fc from 'fast-check';
import { AT_MS, sampleServerSettings, sampleServersView, sampleView } from '../testing/index.ts';
import { decideRepairs } from './decide-repairs.ts';

const { pauseMs } = sampleServerSettings;
const STEP_MS = 5 * 60_000;
const OUTCOMES = ['verified', 'unverified', 'failed', 'begun'] as const;
const numRuns = propertyRuns(150, 3_000);

/** What happens in one step of time. */
const minute = fc.record({
  states: fc.array(fc.constantFrom<ServerState>('up', 'down', 'down', 'resting'), {
    minLength: 6,
    maxLength: 6,
  }),
  disagree: fc.boolean(),
  outage: fc.boolean(),
  automatic: fc.constantFrom(true, true, true, false),
  frozen: fc.constantFrom(false, false, false, true),
  silent: fc.constantFrom<readonly string[]>([], [], ['lb-1'], ['Linode'], ['lb-1', 'lb-2']),
  /** How the attempts that are under way end in this step. */
  outcomes: fc.array(fc.constantFrom(...OUTCOMES), { minLength: 6, maxLength: 6 }),
});
type Minute = typeof minute extends fc.Arbitrary<infer T> ? T : never;
const play = fc.record({
  minutes: fc.array(minute, { minLength: 1, maxLength: 40 }),
  count: fc.integer({ min: 1, max: 6 }),
  mostPercent: fc.integer({ min: 1, max: 100 }),
});

function viewOf(
  now: Minute,
  at: { readonly atMs: number; readonly count: number; readonly mostPercent: number },
  repairs: readonly Repair[],
): ServiceView {
  const { atMs, count, mostPercent } = at;
  const states = Object.fromEntries(now.states.map((state, index) => [`shop-web-${index + 1}-g1`, state]));
  const shown = now.disagree ? { 'lb-2 shop-web-1-g1': 'up' as const } : {};
  const freeze = { by: 'ada', reason: 'x', atMs: 0, untilMs: atMs + 1 };
  return sampleView({
    ...sampleServersView(
      { count, states, shown, silent: now.silent, outages: now.outage ? ['de-fra-2'] : [] },
      { automatic: now.automatic, mostPercent },
    ),
    atMs,
    repairs,
    directives: { maintenance: [], acknowledgements: [], ...(now.frozen && { freeze }) },
  });
}

/** What the runner writes when it begins. */
function begin(
  repairs: readonly Repair[],
  { pool, slot, server, step }: PlannedRepair,
  atMs: number,
): readonly Repair[] {
  const before = repairs.find((each) => each.slot === slot);
  if (step === undefined) throw new RangeError('What acts has a step.');
  const attempt: RepairAttempt = {
    number: (before?.attempts.length ?? 0) + 1,
    rung: step.rung,
    server,
    region: step.region,
    by: 'orch-1',
    reason: 'down',
    atMs,
    state: 'begun',
    resumed: 0,
  };
  const next = { pool, slot, attempts: [...(before?.attempts ?? []), attempt], revision: 1 };
  return [...repairs.filter((each) => each.slot !== slot), next];
}

function end(repairs: readonly Repair[], { outcomes }: Minute, atMs: number): readonly Repair[] {
  return repairs.map((repair) => {
    const last = repair.attempts.at(-1);
    const state = outcomes[repair.slot - 1] ?? 'begun';
    if (last?.state !== 'begun' || state === 'begun') return repair;
    return { ...repair, attempts: [...repair.attempts.slice(0, -1), { ...last, state, endedMs: atMs }] };
  });
}

describe('repairs, planned each minute through anything that happens', () => {
  it('keep to the share, to the policy, and to each rung once in a pause; never in a region with an outage', () => {
    fc.assert(
      fc.property(play, ({ minutes, count, mostPercent }) => {
        let repairs: readonly Repair[] = [];
        minutes.forEach((now, index) => {
          const atMs = AT_MS + index * STEP_MS;
          repairs = end(repairs, now, atMs);
          const view = viewOf(now, { atMs, count, mostPercent }, repairs);
          const planned = decideRepairs(view);
          // Another leader that knows nothing but what is stored plans the same.
          expect(decideRepairs(JSON.parse(JSON.stringify(view)) as ServiceView)).toEqual(planned);
          const acting = planned.filter(({ acts }) => acts);
          if (!now.automatic || now.frozen || now.silent.length === 2 || now.silent[0] === 'Linode')
            expect(acting).toEqual([]);
          for (const repair of acting) {
            expect(now.states[repair.slot - 1]).toBe('down');
            if (now.disagree && !now.silent.includes('lb-2')) expect(repair.slot).not.toBe(1);
            if (now.outage) expect(repair.step?.rung).toBe('move');
            repairs = begin(repairs, repair, atMs);
          }
          const busy = repairs.filter(({ attempts }) => attempts.at(-1)?.state === 'begun');
          expect(busy.length).toBeLessThanOrEqual(Math.max(1, Math.floor((count * mostPercent) / 100)));
        });
        for (const { attempts } of repairs)
          for (const [at, one] of attempts.entries())
            for (const other of attempts.slice(at + 1))
              if (other.rung === one.rung && one.endedMs !== undefined)
                expect(other.atMs - one.endedMs).toBeGreaterThan(pauseMs);
      }),
      { numRuns },
    );
  });
});

describe('repairs of one server', () => {
  it('that is down go on until the ladder is used', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('unverified', 'failed'), { minLength: 4, maxLength: 4 }),
        (outcomes) => {
          const now: Minute = {
            states: ['down', 'up', 'up', 'up', 'up', 'up'],
            disagree: false,
            outage: false,
            automatic: true,
            frozen: false,
            silent: [],
            outcomes: [],
          };
          let repairs: readonly Repair[] = [];
          outcomes.forEach((outcome, index) => {
            const at = { atMs: AT_MS + index * STEP_MS, count: 6, mostPercent: 25 };
            const [repair] = decideRepairs(viewOf(now, at, repairs));
            if (repair === undefined) throw new RangeError('It is down.');
            expect(repair.acts).toBe(true);
            repairs = end(begin(repairs, repair, at.atMs), { ...now, outcomes: [outcome] }, at.atMs + 1);
          });
          expect(repairs[0]?.attempts.map(({ rung }) => rung)).toEqual([
            'restart',
            'reboot',
            'replace',
            'move',
          ]);
        },
      ),
      { numRuns: 16 },
    );
  });
});
