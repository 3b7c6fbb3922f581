import { expect, it } from '@jest/globals';
import { propertyRuns } from '@understudy/core/testing';
import type { MoveStep, MoveSteps, ServiceView, StepTime } from '@understudy/findings';
import fc from 'fast-check';
import { AT_MS, EAST, sampleReport, sampleSight, sampleSteps, sampleView } from '../testing/index.ts';
import { hasEnded } from './has-ended.ts';
import { nextStepWork, type StepWork } from './next-step-work.ts';

const LIMIT_MS = 30_000;
const TICK_MS = 5_000;

/** What becomes of an attempt: it succeeds, fails, hangs until its leader dies, or its leader dies right after it has begun. */
type Fate = 'done' | 'failed' | 'hangs' | 'dies';

interface Planned {
  readonly when: Exclude<StepTime, 'before-claim'>;
  readonly required: boolean;
  readonly attempts: number;
  readonly fates: readonly Fate[];
}

const planned = fc.record<Planned>({
  when: fc.constantFrom('after-promotion', 'after-verification'),
  required: fc.boolean(),
  attempts: fc.integer({ min: 1, max: 3 }),
  fates: fc.array(fc.constantFrom('done', 'failed', 'hangs', 'dies'), { minLength: 3, maxLength: 3 }),
});

/** A leader that makes the steps, and dies where the plan says so: the next one knows what is stored, and nothing else. */
class World {
  move: MoveSteps;
  readonly begun: string[] = [];
  readonly #plans: readonly Planned[];
  readonly #verifies: boolean;
  #leader = 1;
  #running = new Set<string>();
  #atMs = AT_MS;
  #died = false;

  constructor(plans: readonly Planned[], verifies: boolean) {
    this.#plans = plans;
    this.#verifies = verifies;
    const steps = plans.map(({ when, required, attempts }, at) => ({
      name: `s${String(at)}`,
      when,
      required,
      attempts,
    }));
    this.move = sampleSteps(steps, { plannedMs: AT_MS });
  }

  view(): ServiceView {
    const east = this.#verifies ? sampleSight(EAST) : sampleSight(EAST, 'throttled');
    const instance = `leader-${String(this.#leader)}`;
    const reports = ['orch-1', 'orch-2', 'orch-3'].map((name) =>
      sampleReport(name, { east, ...(name === 'orch-1' && { change: { instance } }) }),
    );
    return sampleView({ atMs: this.#atMs, reports, steps: { promotion: this.move } });
  }

  /** @returns whether something was done */
  tick(): boolean {
    this.#atMs += TICK_MS;
    const self = { observer: 'orch-1', instance: `leader-${String(this.#leader)}`, running: this.#running };
    const works = nextStepWork(this.view(), self, LIMIT_MS);
    for (const work of works) if (!this.#died) this.#apply(work);
    if (this.#died) this.#nextLeader();
    else if (works.length === 0 && this.#running.size > 0) this.#nextLeader();
    return this.move.steps.some((step) => !hasEnded(step));
  }

  #nextLeader(): void {
    this.#died = false;
    this.#leader += 1;
    this.#running = new Set();
  }

  #apply(work: StepWork): void {
    if (work.do === 'judge') this.move = { ...this.move, verification: work.verification };
    else if (work.do === 'end') this.#replace({ ...work.step, state: work.state, endedMs: this.#atMs });
    else this.#attempt(work.step);
  }

  #attempt(step: MoveStep): void {
    const attempt = step.attempt + 1;
    const begun: MoveStep = {
      ...step,
      state: 'running',
      attempt,
      instance: `leader-${String(this.#leader)}`,
    };
    this.begun.push(`${step.name} ${String(attempt)}`);
    this.#replace(begun);
    const fate = this.#plans[Number(step.name.slice(1))]?.fates[step.attempt];
    if (fate === 'hangs') this.#running.add(step.name);
    if (fate === 'dies') this.#died = true;
    const endedMs = this.#atMs;
    if (fate === 'done') this.#replace({ ...begun, state: 'done', endedMs });
    if (fate === 'failed')
      this.#replace({ ...begun, state: attempt < step.attempts ? 'waiting' : 'failed', endedMs });
  }

  #replace(step: MoveStep): void {
    const before = this.move.steps.find(({ name }) => name === step.name);
    if (before !== undefined && hasEnded(before)) throw new Error(`${step.name} had ended`);
    this.move = {
      ...this.move,
      steps: this.move.steps.map((each) => (each.name === step.name ? step : each)),
    };
  }
}

function play(plans: readonly Planned[], verifies: boolean): World {
  const world = new World(plans, verifies);
  for (let ticks = 0; world.tick(); ticks += 1) if (ticks > 500) throw new Error('it never ends');
  return world;
}

const plans = fc.array(planned, { minLength: 1, maxLength: 5 });

it('ends every step, however often its leader dies, with no more attempts than it has', () => {
  fc.assert(
    fc.property(plans, fc.boolean(), (given, verifies) => {
      const { move, begun } = play(given, verifies);
      expect(move.steps.every(hasEnded)).toBe(true);
      expect(new Set(begun).size).toBe(begun.length);
      for (const step of move.steps) expect(step.attempt).toBeLessThanOrEqual(step.attempts);
    }),
    { numRuns: propertyRuns(200, 5_000) },
  );
});

it('makes what is due until it is done, and nothing after a move that was not verified', () => {
  fc.assert(
    fc.property(plans, fc.boolean(), (given, verifies) => {
      const { move } = play(given, verifies);
      const mayVerify = given.every(
        ({ required, when, fates, attempts }) =>
          !required || when !== 'after-promotion' || fates.slice(0, attempts).includes('done'),
      );
      const verified = verifies && mayVerify;
      for (const [at, step] of move.steps.entries()) {
        const { fates = [], attempts = 0 } = given[at] ?? {};
        const succeeds = fates.slice(0, attempts).includes('done');
        if (step.when === 'after-verification' && !verified)
          expect(step).toMatchObject({ state: 'skipped', attempt: 0 });
        else expect(step.state).toBe(succeeds ? 'done' : 'failed');
      }
    }),
    { numRuns: propertyRuns(200, 5_000) },
  );
});

it('makes required steps in their order, and none waits for one that is not required', () => {
  fc.assert(
    fc.property(plans, (given) => {
      const required = play(given, true).begun.filter((name) => given[Number(name.slice(1, 2))]?.required);
      const alone = play(
        given.map((each) => ({ ...each, fates: each.required ? each.fates : ['done', 'done', 'done'] })),
        true,
      ).begun.filter((name) => given[Number(name.slice(1, 2))]?.required);
      expect(required).toEqual(alone);
      const first = (when: StepTime) => given.findIndex((each) => each.required && each.when === when);
      const names = required.map((name) => Number(name.slice(1, 2)));
      const due = first('after-promotion') >= 0 ? first('after-promotion') : first('after-verification');
      if (names.length > 0) expect(names[0]).toBe(due);
    }),
    { numRuns: propertyRuns(200, 5_000) },
  );
});

it('begins nothing while the next move is under way, or after it', () => {
  const self = { observer: 'orch-1', instance: 'orch-1-a', running: new Set<string>() };
  const calm = sampleView({
    steps: { promotion: sampleSteps([{}], { verification: { verified: true, atMs: 1, missing: [] } }) },
  });
  expect(nextStepWork(calm, self, LIMIT_MS)).toMatchObject([{ do: 'begin' }]);
  if (calm.route.kind !== 'seen' || calm.route.snapshot.route.phase !== 'steady')
    throw new Error('not steady');
  const { writer, ...route } = calm.route.snapshot.route;
  const move = {
    from: writer,
    to: 'x',
    kind: 'failover',
    step: 'claimed',
    moveId: 'm',
    claimedMs: 1,
    reason: '',
  } as const;
  const moving = { ...calm.route.snapshot, route: { ...route, ...move, phase: 'moving' } } as const;
  expect(nextStepWork({ ...calm, route: { kind: 'seen', snapshot: moving } }, self, LIMIT_MS)).toEqual([]);
  const later = { ...calm.route.snapshot, route: { ...calm.route.snapshot.route, epoch: 2 } };
  expect(nextStepWork({ ...calm, route: { kind: 'seen', snapshot: later } }, self, LIMIT_MS)).toEqual([]);
});

it('leaves an attempt alone whose orchestrator reports, and makes it again once that is silent', () => {
  const self = { observer: 'orch-1', instance: 'orch-1-a', running: new Set<string>() };
  const verification = { verified: true, atMs: 1, missing: [] };
  const running = sampleSteps([{ state: 'running', attempt: 1, instance: 'orch-2-a' }], { verification });
  expect(nextStepWork(sampleView({ steps: { promotion: running } }), self, LIMIT_MS)).toEqual([]);
  const reports = [sampleReport('orch-1'), sampleReport('orch-2', { ageMs: 3_001 }), sampleReport('orch-3')];
  const silent = sampleView({ steps: { promotion: running }, reports });
  expect(nextStepWork(silent, self, LIMIT_MS)).toMatchObject([{ do: 'begin', step: { attempt: 1 } }]);
});
