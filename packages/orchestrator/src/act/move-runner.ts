import { isUnderstudyError, type Clock, type Telemetry } from '@understudy/core';
import type { ControlStore } from '@understudy/control-store';
import { describeAcceptedLoss, type Intent, type IntentAction, type LastMove } from '@understudy/findings';
import type { DrivenMoveReport, Mover, MoveReport } from '@understudy/moves';
import type { OrchestratorSettings } from '@understudy/topology';
import type { AuditQueue } from '../audit-queue.ts';
import { isAutomatic } from '../decide/is-automatic.ts';
import type { MoveJob } from './move-job.ts';
import type { StepRunner } from '../steps/step-runner.ts';
import { declaresRequiredSteps } from '../steps/outcome-by-steps.ts';
import { settleIntent } from './settle-intent.ts';
import type { Verification } from './verify-move.ts';

export interface MoveRunnerOptions {
  /** A mover for one job: the abort of a move has another than the move. */
  readonly openMover: () => Pick<Mover, 'switchover' | 'failover' | 'abort' | 'resume'>;
  readonly control: Pick<ControlStore, 'updateIntent' | 'writeLastMove'>;
  readonly audit: AuditQueue;
  readonly clock: Clock;
  /** Waits until a move counts as verified, or its limit has passed. */
  readonly verify: (to: string, signal: AbortSignal) => Promise<Verification>;
  readonly telemetry: Telemetry;
  /** What moves bring with them; absent where nothing makes steps here. */
  readonly steps?: Pick<StepRunner, 'beforeClaim'>;
  readonly settings?: Pick<OrchestratorSettings, 'hooks' | 'dns'>;
}

/** How a job ended, for its intent and the audit. */
interface Ended {
  readonly state: 'done' | 'unverified' | 'refused' | 'aborted' | 'failed';
  readonly what: string;
  /** Its intent ends with the steps that its outcome rests on. */
  readonly awaitsSteps?: true;
  /** What the audit adds to the move's own entry; `what` unless given. */
  readonly added?: string;
  readonly code?: string;
}

/** Carries out one job at a time, and the abort of it beside, to its verified end. What it does is in the route at every moment. */
export class MoveRunner {
  readonly #options: MoveRunnerOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #aborting: Promise<void> | undefined;
  /** While a move waits for what comes before its claim. */
  #preparing: AbortController | undefined;
  /** Ends the verification that is under way. */
  #verifying: AbortController | undefined;

  constructor(options: MoveRunnerOptions) {
    this.#options = options;
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** Whether a job can begin now: no other is under way, or it aborts that. */
  takes(job: Pick<MoveJob, 'kind'> & { readonly intent?: Intent }): boolean {
    return isAbort(job) ? this.#aborting === undefined : this.#running === undefined;
  }

  /** Begins a job in the background; nothing where `takes` says no. */
  begin(job: MoveJob): void {
    if (!this.takes(job)) return;
    if (isAbort(job)) {
      this.#aborting = this.#run(job).finally(() => {
        this.#aborting = undefined;
      });
      return;
    }
    this.#running = this.#run(job).finally(() => {
      this.#running = undefined;
    });
  }

  /**
   * Makes way for a failover that is needed: a move that has not claimed the route ends, since it must not wait for its hooks, and so does the
   * verification of an earlier one, unverified.
   */
  giveWay(): void {
    this.#preparing?.abort(new Error('A failover became necessary before its claim.'));
    this.#verifying?.abort(new Error('A failover is decided.'));
  }

  /** Leaves a move where it is: the route shows how far it came, and another orchestrator continues it. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The orchestrator was stopped.'));
    await Promise.all([this.#running, this.#aborting]);
  }

  async #run(job: MoveJob): Promise<void> {
    const { audit, clock, telemetry } = this.#options;
    const ended = await this.#end(job);
    if (ended === undefined) return;
    const facts = { job: job.kind, state: ended.state, what: ended.what, code: ended.code };
    telemetry.count('understudy_orchestrator_moves_total', { state: ended.state });
    telemetry.event('move.ended', facts);
    audit.add(auditKind(ended.state), ended.added ?? ended.what, facts);
    if (job.intent !== undefined && ended.awaitsSteps !== true)
      await this.#settle(job.intent, ended, clock.wallMs());
    await audit.flush();
  }

  /** Where the store does not take the intent's end now, the next leader writes it. */
  async #settle(intent: Intent, { state, what, code }: Ended, atMs: number): Promise<void> {
    const outcome = { what, atMs, ...(code !== undefined && { code }) };
    await settleIntent(this.#options.control, intent, state, outcome).catch(() => undefined);
  }

  async #end(job: MoveJob): Promise<Ended | undefined> {
    const { signal } = this.#stopping;
    try {
      const refusal = await this.#prepare(job);
      if (refusal !== undefined)
        return { state: 'refused', what: refusal, code: 'UND_ORCHESTRATOR_STEP_FAILED' };
      const report = await this.#drive(job);
      if (report.outcome === 'idle') return undefined;
      await this.#noteMove(report, job);
      return await this.#judge(report, job);
    } catch (error) {
      if (signal.aborted) return undefined;
      const refused = isUnderstudyError(error) && error.code.startsWith('UND_MOVES_');
      const what = error instanceof Error ? error.message : String(error);
      return {
        state: refused ? 'refused' : 'failed',
        what,
        ...(isUnderstudyError(error) && { code: error.code }),
      };
    }
  }

  /** Makes what comes before the claim. @returns why the move must not begin */
  async #prepare({ kind, intent }: MoveJob): Promise<string | undefined> {
    const { steps } = this.#options;
    if (steps === undefined || kind === 'resume' || intent.action.kind === 'abort') return undefined;
    const preparing = new AbortController();
    // A failover waits for the hooks that are declared for it.
    if (kind === 'intent') this.#preparing = preparing;
    const { kind: moveKind, to } = intent.action;
    try {
      const signal = AbortSignal.any([preparing.signal, this.#stopping.signal]);
      return await steps.beforeClaim({ intent, kind: moveKind, to }, signal);
    } finally {
      this.#preparing = undefined;
    }
  }

  #drive(job: MoveJob): Promise<MoveReport> {
    const mover = this.#options.openMover();
    const { signal } = this.#stopping;
    if (job.kind === 'resume') return mover.resume(signal);
    const { intent } = job;
    const reason = `${intent.reason} (${intent.by}, intent ${intent.id})`;
    if (job.kind === 'failover') {
      const { to, observers, agreeing, writerSeenMs } = job.wanted;
      const vote = { observers, agreeing, ...(writerSeenMs !== undefined && { writerSeenMs }) };
      return mover.failover({ to, reason, vote }, signal);
    }
    const { action } = intent;
    switch (action.kind) {
      case 'switchover':
        return mover.switchover(
          {
            to: action.to,
            reason,
            ...(action.acceptParked !== undefined && { acceptParked: action.acceptParked }),
          },
          signal,
        );
      case 'failover':
        return mover.failover(
          {
            to: action.to,
            reason,
            ...(action.override !== undefined && { override: { by: intent.by, why: whyOverride(action) } }),
          },
          signal,
        );
      case 'abort':
        return mover.abort({ reason, ...(action.moveId !== undefined && { moveId: action.moveId }) }, signal);
    }
  }

  /** The pause before another automatic move counts from the end of one that promoted. */
  async #noteMove(report: DrivenMoveReport, job: MoveJob): Promise<void> {
    const { control, clock, audit } = this.#options;
    audit.add('move', describeReport(report), { report: { ...report } });
    if (report.outcome !== 'promoted') return;
    const { moveId, kind, from, to, epoch } = report;
    const automatic = job.intent !== undefined && isAutomatic(job.intent.id);
    const move: LastMove = { moveId, kind, from, to, epoch, automatic, endedMs: clock.wallMs() };
    await control.writeLastMove(move).catch(() => {
      audit.add('move', `The end of the ${kind} ${moveId} could not be noted for the pause after it.`);
    });
  }

  async #judge(report: DrivenMoveReport, { intent }: MoveJob): Promise<Ended> {
    if (report.outcome === 'overtaken') return { state: 'failed', what: describeReport(report) };
    if (report.outcome === 'aborted') {
      const code = report.abortReason?.code;
      return { state: 'aborted', what: describeReport(report), ...(code !== undefined && { code }) };
    }
    const { settings } = this.#options;
    const awaits =
      intent !== undefined && settings !== undefined && declaresRequiredSteps(settings, report.kind);
    const steps = awaits ? ({ awaitsSteps: true } as const) : {};
    const verification = await this.#verify(report.to);
    if (verification.verified) {
      const added = `Verified ${seconds(verification.afterMs)} after the promotion: ${report.to} serves.`;
      return { state: 'done', what: `${describeReport(report)} ${added}`, added, ...steps };
    }
    const added = `Not verified: ${verification.missing.join(' ')}`;
    return { state: 'unverified', what: `${describeReport(report)} ${added}`, added, ...steps };
  }

  async #verify(to: string): Promise<Verification> {
    const { signal } = this.#stopping;
    const ending = new AbortController();
    this.#verifying = ending;
    try {
      return await this.#options.verify(to, AbortSignal.any([signal, ending.signal]));
    } catch (error) {
      signal.throwIfAborted();
      if (!ending.signal.aborted) throw error;
      return { verified: false, missing: [(ending.signal.reason as Error).message] };
    } finally {
      this.#verifying = undefined;
    }
  }
}

/** With the loss that was accepted: the route and the audit keep it as the reason of the move. */
function whyOverride({ override = '', acceptedLoss }: Extract<IntentAction, { kind: 'failover' }>): string {
  return acceptedLoss === undefined
    ? override
    : `${override} (accepts ${describeAcceptedLoss(acceptedLoss)})`;
}

function isAbort(job: { readonly kind: MoveJob['kind']; readonly intent?: Intent }): boolean {
  return job.kind === 'intent' && job.intent?.action.kind === 'abort';
}

function auditKind(state: Ended['state']): 'verified' | 'unverified' | 'intent' {
  if (state === 'done') return 'verified';
  return state === 'unverified' ? 'unverified' : 'intent';
}

function describeReport(report: DrivenMoveReport): string {
  const { kind, from, to, epoch, tookMs, undrained } = report;
  const move = `The ${kind} from ${from} to ${to}`;
  if (report.outcome === 'overtaken') return `${move} was overtaken by a later move.`;
  if (report.outcome === 'aborted')
    return `${move} was aborted after ${seconds(tookMs)}: ${report.abortReason?.what ?? 'another mover did so.'}`;
  const at =
    undrained.length === 0 ? 'nothing is missing' : `${String(undrained.length)} links may lack records`;
  return `${move} took ${seconds(tookMs)}: epoch ${String(epoch)}, ${at}.`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
