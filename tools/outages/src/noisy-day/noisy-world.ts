import type { ControlStore } from '@understudy/control-store';
import { MemoryControlStore } from '@understudy/control-store/testing';
import { defaultLimits, type Telemetry } from '@understudy/core';
import { ProcessClock, seededRandomness, type ManualClock } from '@understudy/core/testing';
import type { LinkBarriers, LinkName } from '@understudy/links';
import type { RegionProbe } from '@understudy/moves';
import { Life, MemoryProbe, wired } from '@understudy/moves/testing';
import { Orchestrator, RegionEyes } from '@understudy/orchestrator';
import type { FenceStore, RouteStore } from '@understudy/route';
import { createRoute } from '@understudy/route-store';
import { MemoryFenceStore, MemoryRouteStore } from '@understudy/route-store/testing';
import type { OrchestratorSettings } from '@understudy/topology';
import { Application } from './application.ts';
import { CanaryRegion } from './canary-region.ts';
import { DayLinks } from './day-links.ts';
import { lined } from './lined.ts';
import { Lines } from './lines.ts';
import { APPLICATIONS, ORCHESTRATORS, REGIONS, WITNESS, type Noise } from './noise.ts';

const PLACES = ['newark', 'frankfurt', 'london'] as const;

/** What the topology gives unless told otherwise, and a failover without approval, as often as it takes. */
const SETTINGS: OrchestratorSettings = {
  automatic: true,
  observers: ORCHESTRATORS.map((name, at) => ({ name, place: PLACES[at] ?? 'newark' })),
  approval: false,
  approvalLimitMs: 300_000,
  lookEveryMs: 400,
  lookLimitMs: 1_000,
  looks: 3,
  reportEveryMs: 1_000,
  leaderTtlMs: 4_000,
  pauseMs: 0,
  programs: [],
};

/** A process of the day, and the ports that it has. */
interface DayProcess {
  readonly clock: ProcessClock;
  readonly store: RouteStore;
  readonly fences: FenceStore;
  readonly reach: <T extends object>(port: T, placeOf: (given: readonly unknown[]) => string) => T;
}

export interface NoisyWorldOptions {
  readonly clock: ManualClock;
  readonly telemetry: Telemetry;
  /** In the order of its times, which count from the beginning of the world. */
  readonly noise: readonly Noise[];
}

/** Three orchestrators and two applications with everything real but DynamoDB, whose lines have noise. */
export class NoisyWorld {
  readonly clock: ManualClock;
  readonly #routes = new MemoryRouteStore();
  readonly processes = new Map<string, ProcessClock>();
  readonly applications: readonly Application[];
  readonly #telemetry: Telemetry;
  readonly #fences = new MemoryFenceStore();
  readonly #control: ControlStore;
  readonly #links: DayLinks;
  readonly #lines: Lines;
  readonly #canaries = new Map(REGIONS.map((region) => [region as string, new CanaryRegion()]));
  readonly #orchestrators: readonly Orchestrator[];

  constructor({ clock, telemetry, noise }: NoisyWorldOptions) {
    this.clock = clock;
    this.#telemetry = telemetry;
    this.#control = new MemoryControlStore({ clock });
    this.#links = new DayLinks({ clock, outages: NOTHING_DOWN });
    this.#lines = new Lines(clock, noise);
    this.#orchestrators = ORCHESTRATORS.map((name, at) => this.#orchestrator(name, at));
    this.applications = APPLICATIONS.map((name, at) => this.#application(name, at));
  }

  async start(): Promise<void> {
    const [first, second] = REGIONS;
    const route = { regions: [first, second], writer: first, atMs: this.clock.wallMs() } as const;
    await createRoute({ store: this.#routes, fences: this.#fences, ...route });
    for (const orchestrator of this.#orchestrators) orchestrator.start();
    for (const application of this.applications) application.start();
  }

  /** Ends the applications' writes, and then the orchestrators. */
  async stop(): Promise<void> {
    await Promise.all(this.applications.map((application) => application.stop()));
    await Promise.all(this.#orchestrators.map((orchestrator) => orchestrator.stop()));
  }

  #orchestrator(name: string, at: number): Orchestrator {
    const { clock, store, fences, reach } = this.#process(name);
    const eyes = new RegionEyes({
      service: {
        topology: { service: 'shop' },
        regions: REGIONS,
        openLookClient: async (region) => this.#canary(region).client(() => this.#leg(name, clock, region)),
      },
      observer: name,
      settings: SETTINGS,
      clock,
    });
    return new Orchestrator({
      service: 'shop',
      name,
      version: '1.0.0',
      fingerprint: 'same',
      settings: SETTINGS,
      regions: REGIONS,
      tables: ['orders', 'stock'],
      limits: defaultLimits,
      control: reach(this.#control, () => WITNESS),
      routeStore: store,
      fences,
      barriers: reach<LinkBarriers>(this.#links, ([link]) => (link as LinkName).target),
      probe: reach<RegionProbe>(new MemoryProbe(NOTHING_DOWN), ([region]) => String(region)),
      eyes,
      readProgram: () => Promise.reject(new Error('There are no programs.')),
      clock,
      randomness: seededRandomness(100 + at),
      telemetry: this.#telemetry,
    });
  }

  #application(name: string, at: number): Application {
    const { clock, store, fences } = this.#process(name);
    const randomness = seededRandomness(200 + at);
    return new Application({
      name,
      clock,
      lines: this.#lines,
      store,
      fences,
      randomness,
      telemetry: this.#telemetry,
    });
  }

  #process(name: string): DayProcess {
    const clock = new ProcessClock(this.clock);
    this.processes.set(name, clock);
    const wire = { life: new Life(), clock: this.clock, process: clock };
    const reach: DayProcess['reach'] = (port, placeOf) =>
      wired(lined(port, this.#lines, name, placeOf), wire);
    return {
      clock,
      reach,
      store: reach<RouteStore>(this.#routes, () => WITNESS),
      fences: reach<FenceStore>(this.#fences, ([region]) => String(region)),
    };
  }

  #canary(region: string): CanaryRegion {
    const canary = this.#canaries.get(region);
    if (canary === undefined) throw new Error(`There is no region ${region}.`);
    return canary;
  }

  async #leg(name: string, clock: ProcessClock, region: string): Promise<void> {
    await clock.running();
    await this.#lines.leg(name, region);
    await clock.running();
  }
}

const NOTHING_DOWN = { isDown: () => false };
