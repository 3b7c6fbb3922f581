import type { ControlStore } from '@understudy/control-store';
import { collectAudit, MemoryControlStore } from '@understudy/control-store/testing';
import { seededRandomness, type ProcessClock } from '@understudy/core/testing';
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
  readonly moves = new MoveWorld();
  readonly control = new MemoryControlStore({ clock: this.moves.clock });
  /** How a region looks to one observer: `orch-1 us-east-1`. Others see what is down in `moves`. */
  readonly seen = new Map<string, RegionCondition>();
  /** Observers that the control store does not answer. */
  readonly cut = new Set<string>();
  /** What programs say, by their address; one that is not here is silent. */
  readonly programs = new Map<string, Program>();
  readonly #living: LivingOrchestrator[] = [];
  readonly #ending = new AbortController();
  #randomness = 100;
  #replicating: Promise<void> | undefined;

  async begin(): Promise<void> {
    await this.moves.begin();
    await this.#replicate();
    this.#replicating = this.#keepReplicating();
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
      control: wired<ControlStore>(this.#reached(name), wire),
      routeStore: store,
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
      await this.#replicate();
      await this.moves.clock.sleep(REPLICATED_MS, signal).catch(() => undefined);
    }
  }

  /** Links are complete up to the last moment at which the writer was up. */
  async #replicate(): Promise<void> {
    const { route } = await this.moves.routes.read();
    if (this.moves.isDown(route.phase === 'steady' ? route.writer : route.from)) return;
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

  /** The store as one observer reaches it. */
  #reached(name: string): ControlStore {
    return new Proxy<ControlStore>(this.control, {
      get: (target, method) => {
        const call: unknown = Reflect.get(target, method);
        if (typeof call !== 'function') return call;
        return (...given: unknown[]): unknown => {
          if (this.cut.has(name)) throw new Error('A test cut the line to the control store.');
          return Reflect.apply(call, target, given) as unknown;
        };
      },
    });
  }
}
