import type { ControlStore } from '@understudy/control-store';
import { collectAudit, MemoryControlStore } from '@understudy/control-store/testing';
import { seededRandomness, type ManualClock, type ProcessClock } from '@understudy/core/testing';
import type { AuditEntry, ProgramSight, RegionCondition } from '@understudy/findings';
import {
  MoveWorld,
  REGION_A,
  REGION_B,
  wired,
  WORLD_LIMITS,
  type DeathOptions,
  type Life,
} from '@understudy/moves/testing';
import { RouteError, type Route } from '@understudy/route';
import type { OrchestratorSettings } from '@understudy/topology';
import type { OrchestratorOptions } from '../options.ts';
import { Orchestrator } from '../orchestrator.ts';
import { samplePolicy } from './sample-view.ts';
import { WorldEyes } from './world-eyes.ts';

export interface WorldOrchestrator extends DeathOptions {
  readonly settings?: Partial<OrchestratorSettings>;
  readonly version?: string;
  readonly fingerprint?: string;
  /** What its dry runs find out beside route and links: they are not made unless given. */
  readonly readiness?: OrchestratorOptions['readiness'];
  /** Makes the steps of moves; none are made unless given. */
  readonly perform?: OrchestratorOptions['perform'];
  /** Where DNS records are kept. */
  readonly zone?: OrchestratorOptions['zone'];
}

/** An orchestrator of a test, and what keeps it alive. */
export interface LivingOrchestrator {
  readonly orchestrator: Orchestrator;
  readonly eyes: WorldEyes;
  readonly life: Life;
  readonly process: ProcessClock;
}

/** How far behind links are, and how often they report, in ms. */
const REPLICATED_MS = 100;

type Program = Pick<Extract<ProgramSight, { kind: 'answers' }>, 'ready' | 'problems'>;

/**
 * A service in memory with several orchestrators on one clock. The route, the fences, the leases and the rules that every
 * change of the route is held against are those of `MoveWorld`.
 */
export class OrchestratorWorld {
  readonly moves: MoveWorld;
  readonly control: ControlStore;
  /** How a region looks to one observer: `orch-1 us-east-1`. Others see what is down in `moves`. */
  readonly seen = new Map<string, RegionCondition>();
  /** Observers that neither the control store nor the route answers. */
  readonly cut = new Set<string>();
  /** The same, one way: what they ask is done, and the answer is lost. */
  readonly deaf = new Set<string>();
  /** Observers that have taken an intent, by the number of calls that they had made by then. */
  readonly taken = new Map<string, number>();
  /** What programs say, by their address; one that is not here is silent. */
  readonly programs = new Map<string, Program>();
  readonly #living: LivingOrchestrator[] = [];
  readonly #ending = new AbortController();
  #randomness = 100;
  #replicating: Promise<void> | undefined;

  constructor({ clock }: { readonly clock?: ManualClock } = {}) {
    this.moves = new MoveWorld(clock && { clock });
    this.control = new MemoryControlStore({ clock: this.moves.clock });
  }

  async begin(): Promise<void> {
    await this.moves.begin();
    this.#replicate();
    this.#replicating = this.#keepReplicating();
  }

  /** The route as it is now, in every step that a mover takes; `undefined` before the first. */
  get route(): Route | undefined {
    return this.moves.changes.at(-1)?.after;
  }

  /** The region that clients write to, or that a move leaves. */
  get writer(): string {
    const { route } = this;
    if (route === undefined) return REGION_A;
    return route.phase === 'steady' ? route.writer : route.from;
  }

  /** Starts an orchestrator of `samplePolicy`. */
  start(
    name: string,
    {
      settings,
      version = '1.0.0',
      fingerprint = 'same',
      readiness,
      perform,
      zone,
      ...death
    }: WorldOrchestrator = {},
  ): LivingOrchestrator {
    const { store, fences, barriers, probe, wire } = this.moves.process(name, death);
    const merged = { ...samplePolicy, ...settings };
    const eyes = new WorldEyes({
      regions: [REGION_A, REGION_B],
      clock: wire.process,
      everyMs: merged.lookEveryMs,
      looks: merged.looks,
      condition: (region) => this.#condition(name, region),
    });
    const orchestrator = new Orchestrator({
      service: 'shop',
      name,
      version,
      fingerprint,
      settings: merged,
      regions: [REGION_A, REGION_B],
      tables: this.moves.tables,
      limits: WORLD_LIMITS,
      control: wired<ControlStore>(this.#noting(name, wire.life), wire),
      routeStore: this.#reached(name, store),
      fences,
      barriers,
      probe,
      eyes,
      readProgram: async (program) => ({
        ...program,
        atMs: this.moves.clock.wallMs(),
        kind: 'answers',
        ...this.#program(program.url),
      }),
      clock: wire.process,
      randomness: seededRandomness((this.#randomness += 1)),
      telemetry: this.moves.telemetry,
      ...(readiness && { readiness }),
      ...(perform && { perform }),
      ...(zone && { zone }),
    });
    orchestrator.start();
    const living = { orchestrator, eyes, life: wire.life, process: wire.process };
    this.#living.push(living);
    return living;
  }

  /** The three of `samplePolicy`, with the same settings. */
  startAll(
    settings: Partial<OrchestratorSettings> = {},
    perform?: OrchestratorOptions['perform'],
  ): readonly LivingOrchestrator[] {
    const options = { settings, ...(perform && { perform }) };
    return samplePolicy.observers.map(({ name }) => this.start(name, options));
  }

  /** Lets time pass until `condition` holds. @throws AssertionError where it does not within `limitMs` */
  async awaits(condition: () => Promise<boolean> | boolean, limitMs = 60_000): Promise<void> {
    const holds = async () => {
      while (!(await condition())) await this.moves.clock.sleep(50);
    };
    await this.moves.until(holds(), limitMs);
  }

  async audit(): Promise<readonly AuditEntry[]> {
    return collectAudit(this.control);
  }

  /** Ends those that live; the dead and the paused hear of nothing. */
  async end(): Promise<void> {
    const ending = this.#living
      .filter(({ life }) => !life.dead)
      .map(({ orchestrator }) => orchestrator.stop());
    this.#ending.abort(new Error('The world ends.'));
    await this.moves.until(Promise.all([...ending, this.#replicating]));
    await this.moves.end();
  }

  async #keepReplicating(): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      this.#replicate();
      await this.moves.clock.sleep(REPLICATED_MS, signal).catch(() => undefined);
    }
  }

  /** Links are complete up to the last moment at which the writer was up. */
  #replicate(): void {
    if (this.moves.isDown(this.writer)) return;
    const nowMs = this.moves.clock.wallMs();
    this.moves.links.times = { completeUpToMs: nowMs - REPLICATED_MS, contactMs: nowMs };
  }

  #condition(observer: string, region: string): RegionCondition {
    return (
      this.seen.get(`${observer} ${region}`) ?? (this.moves.isDown(region) ? 'unreachable' : 'answering')
    );
  }

  #program(url: string): Program {
    const program = this.programs.get(url);
    if (program === undefined) throw new Error('connect ECONNREFUSED');
    return program;
  }

  /** The control store as an observer reaches it, who takes intents by it. */
  #noting(name: string, life: Life): ControlStore {
    const reached = this.#reached(name, this.control);
    const note = () => this.taken.set(name, life.calls);
    return new Proxy(reached, {
      get: (target, method) => {
        if (method === 'createIntent' || method === 'updateIntent') note();
        return Reflect.get(target, method) as unknown;
      },
    });
  }

  /** A store as one observer reaches it. */
  #reached<T extends object>(name: string, store: T): T {
    return new Proxy(store, {
      get: (target, method) => {
        const call: unknown = Reflect.get(target, method);
        if (typeof call !== 'function') return call;
        return async (...given: unknown[]): Promise<unknown> => {
          if (this.cut.has(name)) throw away();
          const answer = (await Reflect.apply(call, target, given)) as unknown;
          if (this.deaf.has(name)) throw away();
          return answer;
        };
      },
    });
  }
}

function away(): RouteError {
  return new RouteError('UND_ROUTE_STORE_UNREACHABLE', { what: 'A test cut the line to the control store.' });
}
