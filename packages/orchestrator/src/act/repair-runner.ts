import { isUnderstudyError, type Clock, type Telemetry } from '@understudy/core';
import type { ControlStore } from '@understudy/control-store';
import type { PlannedRepair, Repair, RepairAttempt } from '@understudy/findings';
import type { ServerSettings } from '@understudy/topology';
import type { AuditQueue } from '../audit-queue.ts';
import { limitOf } from '../servers/limit-of.ts';
import type { RepairHands } from './repair-hands.ts';

export interface RepairRunnerOptions {
  readonly observer: string;
  readonly control: Pick<ControlStore, 'writeRepair'>;
  readonly hands: RepairHands;
  /** Waits until every balancer that answers shows the server as up. */
  readonly verify: (server: string, signal: AbortSignal) => Promise<void>;
  /** Whether its orchestrator leads. */
  readonly leads: () => boolean;
  readonly settings: ServerSettings;
  readonly audit: Pick<AuditQueue, 'add' | 'flush'>;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

type Ended = Pick<RepairAttempt, 'outcome' | 'serving'> & {
  readonly state: Exclude<RepairAttempt['state'], 'begun'>;
};

/** Attempts that are kept of a place. */
const MOST_ATTEMPTS = 12;
/** So often an attempt is gone on with; what stops its orchestrator each time must not do so for ever. */
const MOST_RESUMED = 5;
/** How often it looks whether its orchestrator still leads, in ms. */
const GUARD_EVERY_MS = 200;
/** Pause in ms before what a balancer or Linode did not take is tried again. */
const AGAIN_MS = 2_000;
/** How long a stop waits for what can't be ended in its midst, in ms. */
const STOP_LIMIT_MS = 5_000;

/**
 * Carries out repairs of servers, each written down in the control store before it is made and when it has ended. It works beside
 * the runner of moves: neither waits for the other. Each change of a repair is conditional on its revision, so that no two
 * leaders carry it out at the same time.
 */
export class RepairRunner {
  readonly #options: RepairRunnerOptions;
  readonly #stopping = new AbortController();
  readonly #running = new Map<string, Promise<void>>();

  constructor(options: RepairRunnerOptions) {
    this.#options = options;
  }

  /** Whether nothing is done at the place here. */
  takes(place: Pick<Repair, 'pool' | 'slot'>): boolean {
    return !this.#running.has(keyOf(place)) && !this.#stopping.signal.aborted;
  }

  /** Begins a planned repair in the background; nothing where `takes` says no. @param before what was done at the place */
  begin({ pool, slot, server, step, reason }: PlannedRepair, before: Repair | undefined): void {
    if (step === undefined) return;
    const { observer, clock } = this.#options;
    const attempts = before?.attempts ?? [];
    const attempt: RepairAttempt = {
      number: (attempts.at(-1)?.number ?? 0) + 1,
      rung: step.rung,
      server,
      region: step.region,
      by: observer,
      reason,
      atMs: clock.wallMs(),
      state: 'begun',
      resumed: 0,
    };
    const kept = [...attempts, attempt].slice(-MOST_ATTEMPTS);
    const revision = (before?.revision ?? 0) + 1;
    this.#start({ pool, slot, attempts: kept, revision }, `Begins ${describe(attempt)}: ${reason}`);
  }

  /** Goes on with an attempt that another leader, or an earlier process, has begun; nothing where `takes` says no. */
  resume(repair: Repair): void {
    const last = repair.attempts.at(-1);
    if (last === undefined) return;
    const attempt = { ...last, by: this.#options.observer, resumed: last.resumed + 1 };
    this.#start(withLast(repair, attempt), `Goes on with ${describe(attempt)}, which ${last.by} has begun.`);
  }

  /** Leaves repairs where they are: the control store shows how far they came, and another orchestrator goes on with them. */
  async stop(): Promise<void> {
    const { clock } = this.#options;
    this.#stopping.abort(new Error('The orchestrator was stopped.'));
    const waiting = new AbortController();
    const limit = clock.sleep(STOP_LIMIT_MS, waiting.signal).catch(() => undefined);
    await Promise.race([Promise.all(this.#running.values()), limit]);
    waiting.abort();
  }

  #start(repair: Repair, what: string): void {
    const key = keyOf(repair);
    if (!this.takes(repair)) return;
    const run = this.#run(repair, what)
      .catch((error: unknown) => {
        this.#options.telemetry.event('repair.left', { repair: key, why: whyOf(error) });
      })
      .finally(() => this.#running.delete(key));
    this.#running.set(key, run);
  }

  /** Condition of each write: the repair is as this orchestrator wrote or read it last. */
  async #run(first: Repair, what: string): Promise<void> {
    const { control, audit, telemetry, clock, leads } = this.#options;
    if (!leads() || !(await control.writeRepair(first))) return;
    audit.add('repair', what, { repair: first });
    await audit.flush();
    const written = { repair: first };
    const ended = await this.#end(written);
    if (ended === undefined) return;
    const attempt: RepairAttempt = { ...lastOf(written.repair), ...ended, endedMs: clock.wallMs() };
    const repair = withLast(written.repair, attempt);
    if (!(await control.writeRepair(repair))) return;
    const { rung, state, server } = attempt;
    telemetry.count('understudy_orchestrator_repairs_total', { rung, state });
    telemetry.event('repair.ended', { rung, state, server, outcome: ended.outcome });
    audit.add('repair', `Ended ${describe(attempt)} as ${state}: ${ended.outcome ?? ''}`, { repair });
    await audit.flush();
  }

  /** `undefined` where another leader goes on with it. */
  async #end(written: { repair: Repair }): Promise<Ended | undefined> {
    const { clock, leads, settings, verify } = this.#options;
    const { rung, resumed } = lastOf(written.repair);
    if (resumed > MOST_RESUMED)
      return {
        state: 'failed',
        outcome: `Its orchestrator stopped ${String(resumed)} times while it was made.`,
      };
    const limitMs = limitOf(rung, settings);
    const ending = new AbortController();
    const signal = AbortSignal.any([ending.signal, this.#stopping.signal]);
    const mustEnd = () => signal.aborted || !leads();
    const guarding = this.#guard(ending, clock.monotonicMs() + limitMs);
    let server: string | undefined;
    try {
      server = await this.#carryOut(written, signal, mustEnd);
      await verify(server, signal);
      const outcome = `Every balancer that answers shows ${server} as up.`;
      return { state: 'verified', outcome, serving: server };
    } catch (error) {
      if (this.#stopping.signal.aborted || !leads() || error instanceof Overtaken) return undefined;
      const seconds = String(Math.round(limitMs / 1_000));
      const doing =
        server === undefined ? 'was not done' : `was done, and ${server} is not up for every balancer`;
      if (signal.aborted) return { state: 'unverified', outcome: `It ${doing} within ${seconds} s.` };
      return { state: 'failed', outcome: whyOf(error) };
    } finally {
      ending.abort(new Error('The attempt has ended.'));
      await guarding;
    }
  }

  /** What a balancer or Linode does not take now is tried again until the time is over: that is no fault of the server. */
  async #carryOut(written: { repair: Repair }, signal: AbortSignal, mustEnd: () => boolean): Promise<string> {
    const { hands, control, clock } = this.#options;
    const guard = () => {
      if (mustEnd()) throw (signal.reason as Error | undefined) ?? new Overtaken();
    };
    const note = async (commanded: NonNullable<RepairAttempt['commanded']>) => {
      guard();
      const next = withLast(written.repair, { ...lastOf(written.repair), commanded });
      if (!(await control.writeRepair(next))) throw new Overtaken();
      written.repair = next;
    };
    for (;;) {
      try {
        return await hands.carryOut(lastOf(written.repair), { signal, note, guard });
      } catch (error) {
        if (signal.aborted || !isPassing(error)) throw error;
        await clock.sleep(AGAIN_MS, signal);
      }
    }
  }

  /** Ends the attempt when its time is over, or its orchestrator leads no more. */
  async #guard(ending: AbortController, deadlineMs: number): Promise<void> {
    const { clock, leads } = this.#options;
    const signal = AbortSignal.any([ending.signal, this.#stopping.signal]);
    while (!signal.aborted) {
      if (!leads()) ending.abort(new Overtaken());
      else if (clock.monotonicMs() >= deadlineMs) ending.abort(new Error('Its time was over.'));
      else await clock.sleep(GUARD_EVERY_MS, signal).catch(() => undefined);
    }
  }
}

/** Another leader goes on with it. */
class Overtaken extends Error {
  constructor() {
    super('Another orchestrator leads.');
  }
}

function keyOf({ pool, slot }: Pick<Repair, 'pool' | 'slot'>): string {
  return `${pool} ${String(slot)}`;
}

function lastOf({ attempts }: Repair): RepairAttempt {
  const last = attempts.at(-1);
  if (last === undefined) throw new RangeError('A repair that is carried out has an attempt.');
  return last;
}

function withLast(repair: Repair, attempt: RepairAttempt): Repair {
  const { attempts, revision } = repair;
  return { ...repair, attempts: [...attempts.slice(0, -1), attempt], revision: revision + 1 };
}

function describe({ number, rung, server, region }: RepairAttempt): string {
  return `repair ${String(number)} of ${server} (${rung}, ${region})`;
}

/** It says nothing of the server: a balancer or Linode did not answer, or did not take a change. */
function isPassing(error: unknown): boolean {
  if (!isUnderstudyError(error)) return false;
  const { code } = error;
  return (
    code.startsWith('UND_TRAFFIC_') ||
    code.startsWith('UND_HAPROXY_RUNTIME_') ||
    code === 'UND_ORCHESTRATOR_BALANCERS_SILENT' ||
    code === 'UND_LINODE_PROVISIONER_CALL_FAILED'
  );
}

function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
