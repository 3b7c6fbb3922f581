import type { ControlStore } from '@understudy/control-store';
import type { Clock, Telemetry } from '@understudy/core';
import type { Intent, MoveStep, MoveSteps, ServiceView } from '@understudy/findings';
import { otherRegion, type MoveKind } from '@understudy/route';
import type { AuditQueue } from '../audit-queue.ts';
import { declaredSteps } from './declared-steps.ts';
import { describeStep } from './describe-step.ts';
import { dueAttempt, pauseAfterMs, type StepsSelf } from './due-attempt.ts';
import { hasEnded } from './has-ended.ts';
import { nextStepWork, type StepWork } from './next-step-work.ts';
import type { PerformStep, StepResult } from './perform-step.ts';
import { planPromotion, type SeenMove } from './plan-promotion.ts';
import { replaceStep, StepsRecord } from './steps-record.ts';

export interface StepRunnerOptions {
  readonly observer: string;
  readonly instance: string;
  readonly control: Pick<ControlStore, 'writeSteps'>;
  readonly audit: Pick<AuditQueue, 'add'>;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly perform: PerformStep;
  /** The service as it is seen at the call. */
  readonly look: (signal: AbortSignal) => Promise<ServiceView>;
  /** How long in ms a move may take to be verified. */
  readonly verifyLimitMs: number;
}

/** A move that a person asked for or orchestrators decided, before its claim. */
export interface PlannedMove {
  readonly intent: Pick<Intent, 'id'>;
  readonly kind: MoveKind;
  readonly to: string;
}

interface Attempt {
  readonly epoch: number;
  readonly ended: Promise<void>;
  readonly giveUp: AbortController;
}

const PAUSE_MS = 250;

/**
 * Makes the steps of moves: each attempt is written to the control store before it begins and after it has ended, by
 * compare-and-set, so that the next leader knows what is left. Nothing of it is in the way of a move: only `beforeClaim` is waited for.
 */
export class StepRunner {
  readonly #options: StepRunnerOptions;
  readonly #record: StepsRecord;
  readonly #stopping = new AbortController();
  readonly #underWay = new Map<string, Attempt>();
  #seen: SeenMove | undefined;

  constructor(options: StepRunnerOptions) {
    this.#options = options;
    this.#record = new StepsRecord(options.control);
  }

  /** What the leader saw at a tick; begins what is due in the background. Only where this orchestrator leads. */
  tick(view: ServiceView): void {
    if (this.#stopping.signal.aborted) return;
    if (view.route.kind === 'seen' && view.route.snapshot.route.phase === 'moving')
      this.#seen = view.route.snapshot.route;
    const plan = planPromotion(view, this.#seen);
    const promotion = view.steps?.promotion;
    if (plan !== undefined) inBackground(this.#plan(plan));
    else if (promotion !== undefined)
      for (const work of nextStepWork(view, this.#self(promotion), this.#options.verifyLimitMs))
        this.#do(promotion, work);
  }

  /** Ends; an attempt under way is ended, and made again by the next leader. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The orchestrator was stopped.'));
    await Promise.all([...this.#underWay.values()].map(({ ended }) => ended));
  }

  /**
   * Makes the steps before the claim of a move, one after the other; those that were made for the same intent before are not
   * made again.
   * @returns why the move must not begin, as one sentence; throws the signal's reason, and what the control store throws
   */
  async beforeClaim(move: PlannedMove, signal: AbortSignal): Promise<string | undefined> {
    for (;;) {
      const view = await this.#options.look(signal);
      if (declaredSteps(view.policy, move.kind, 'claim').length === 0) return undefined;
      const claim = await this.#claimOf(move, view);
      const failed = claim?.steps.find((step) => step.required && hasEnded(step) && step.state !== 'done');
      if (failed !== undefined)
        return `The step ${failed.name} is required before the claim, and failed: ${failed.what ?? ''}`;
      const step = claim?.steps.find((each) => !hasEnded(each));
      if (claim !== undefined && step === undefined) return undefined;
      if (claim !== undefined && step !== undefined) await this.#advance(claim, step, view, signal);
      await this.#options.clock.sleep(PAUSE_MS, signal);
    }
  }

  /** The stored plan of this intent, planned where the store has another one; `undefined` where another process was faster. */
  async #claimOf({ intent, kind, to }: PlannedMove, view: ServiceView): Promise<MoveSteps | undefined> {
    const stored = view.steps?.claim;
    if (stored?.id === intent.id) return stored;
    if (view.route.kind === 'unseen') return undefined;
    const { route, revision: routeRevision } = view.route.snapshot;
    const plan: MoveSteps = {
      of: 'claim',
      id: intent.id,
      kind,
      from: otherRegion(route, to),
      to,
      epoch: route.epoch + 1,
      routeRevision,
      plannedMs: view.atMs,
      steps: declaredSteps(view.policy, kind, 'claim'),
      revision: (stored?.revision ?? 0) + 1,
    };
    return (await this.#record.plan(plan)) ? plan : undefined;
  }

  /** Makes one attempt before a claim, where it is due. */
  async #advance(claim: MoveSteps, step: MoveStep, view: ServiceView, signal: AbortSignal): Promise<void> {
    const due = dueAttempt(step, view, this.#self(claim));
    if (due.do === 'give-up') await this.#end(claim, step, 'failed', due.what);
    if (due.do !== 'begin') return;
    const { ended, giveUp } = this.#begin(claim, step);
    const onAbort = () => {
      giveUp.abort(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    await ended;
    signal.removeEventListener('abort', onAbort);
  }

  #self(move: MoveSteps): StepsSelf {
    const { observer, instance } = this.#options;
    const running = move.steps.filter(({ name }) => this.#underWay.has(keyOf(move, name)));
    return { observer, instance, running: new Set(running.map(({ name }) => name)) };
  }

  /** A store that does not take it now is asked again at the next tick. */
  #do(promotion: MoveSteps, work: StepWork): void {
    if (work.do === 'begin') this.#begin(promotion, work.step);
    else if (work.do === 'end') inBackground(this.#end(promotion, work.step, work.state, work.what));
    else
      inBackground(
        this.#record.change(promotion, (now) =>
          now.verification === undefined ? { ...now, verification: work.verification } : undefined,
        ),
      );
  }

  /** What an earlier move left is out of date with a later one. */
  async #plan(plan: MoveSteps): Promise<void> {
    if (!(await this.#record.plan(plan))) return;
    for (const { epoch, giveUp } of this.#underWay.values())
      if (epoch < plan.epoch) giveUp.abort(new Error('A later move was made.'));
    if (plan.steps.length === 0) return;
    const names = plan.steps.map(({ name }) => name).join(', ');
    const what = `The ${plan.kind} to ${plan.to}, epoch ${String(plan.epoch)}, is followed by the steps ${names}.`;
    this.#options.audit.add('step', what, {
      epoch: plan.epoch,
      steps: plan.steps.map((step) => ({ ...step })),
    });
  }

  async #end(move: MoveSteps, step: MoveStep, state: 'failed' | 'skipped', what: string): Promise<void> {
    const ended: MoveStep = { ...step, state, what, endedMs: this.#options.clock.wallMs() };
    const stored = await this.#record.change(move, (now) => replaceStep(now, step, ended));
    if (stored !== undefined) this.#tell(move, ended);
  }

  #begin(move: MoveSteps, step: MoveStep): Attempt {
    const key = keyOf(move, step.name);
    const giveUp = new AbortController();
    const signal = AbortSignal.any([giveUp.signal, this.#stopping.signal]);
    const ended = this.#attempt(move, step, signal)
      .catch(() => undefined)
      .finally(() => this.#underWay.delete(key));
    const attempt = { epoch: move.epoch, ended, giveUp };
    this.#underWay.set(key, attempt);
    return attempt;
  }

  /** One attempt, which is written down before it begins. What is given up stays as it is: the next leader makes it again. */
  async #attempt(move: MoveSteps, step: MoveStep, signal: AbortSignal): Promise<void> {
    const { observer: by, instance, clock, perform } = this.#options;
    const begun: MoveStep = {
      ...withoutEnd(step),
      state: 'running',
      attempt: step.attempt + 1,
      by,
      instance,
      begunMs: clock.wallMs(),
    };
    const stored = await this.#record.change(move, (now) => replaceStep(now, step, begun));
    if (stored === undefined) return;
    this.#tell(move, begun);
    const result = await perform({ move, step: begun }, signal);
    await this.#note(move, begun, result, signal);
  }

  async #note(move: MoveSteps, begun: MoveStep, result: StepResult, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    const ended = endOf(begun, result, clock.wallMs());
    for (;;) {
      const noted = await this.#record
        .change(move, (now) => replaceStep(now, begun, ended))
        .then(
          (stored) => ({ stored }),
          () => undefined,
        );
      if (noted?.stored !== undefined) this.#tell(move, ended);
      if (noted !== undefined) return;
      await clock.sleep(PAUSE_MS, signal);
    }
  }

  #tell(move: MoveSteps, step: MoveStep): void {
    const { audit, telemetry } = this.#options;
    const { of, id, kind, from, to, epoch } = move;
    audit.add('step', describeStep(move, step), {
      move: { of, id, kind, from, to, epoch },
      step: { ...step },
    });
    const { name, state, attempt } = step;
    telemetry.event('step.changed', { name, state, attempt, epoch, what: step.what });
    if (hasEnded(step)) telemetry.count('understudy_orchestrator_steps_total', { state });
  }
}

function inBackground(work: Promise<unknown>): void {
  work.catch(() => undefined);
}

function keyOf({ of, id, epoch }: MoveSteps, name: string): string {
  return `${of} ${String(epoch)} ${id} ${name}`;
}

/** Without what an earlier attempt left. */
function withoutEnd(step: MoveStep): MoveStep {
  const { endedMs: _endedMs, notBeforeMs: _notBeforeMs, what: _what, output: _output, ...rest } = step;
  return rest;
}

function endOf(begun: MoveStep, { done, what, output, final }: StepResult, atMs: number): MoveStep {
  const ended = { ...begun, endedMs: atMs, what, ...(output !== undefined && output !== '' && { output }) };
  if (done) return { ...ended, state: 'done' };
  if (final === true || begun.attempt >= begun.attempts) return { ...ended, state: 'failed' };
  return { ...ended, state: 'waiting', notBeforeMs: atMs + pauseAfterMs(begun.attempt) };
}
