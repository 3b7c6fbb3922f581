import type { ObserverReport, ProgramSight } from '@understudy/findings';
import { Mover, type DrivenMoveReport, type MovePreview } from '@understudy/moves';
import { MoveWorld, REGION_A, REGION_B, WORLD_LIMITS } from '@understudy/moves/testing';
import { assessService, type CheckFacts, type RegionFacts, type TableFacts } from '@understudy/service';
import type { LinkBarriers } from '@understudy/links';
import type { FenceStore } from '@understudy/route';
import { judgeReadiness } from '../readiness/judge-readiness.ts';
import { lookAtReadiness } from '../readiness/look-at-readiness.ts';
import type { ReadinessFacts } from '../readiness/readiness-facts.ts';
import { sampleCheckFacts, sampleReport, samplePolicy, sampleSight } from '../testing/index.ts';

/** What breaks an application after a move: a mover refuses it. */
const BREAKING = /^UND_SERVICE_(TABLES_DIFFER|KEYS_DIFFER|TABLE_MISSING|GLOBAL_TABLE)$/;

/**
 * A service in memory that a test breaks: what its regions describe, and what the real mover then meets. A right that
 * is missing is refused to the mover, too; a stream that is off settles nothing.
 */
export class BrokenSetUp {
  readonly world = new MoveWorld();
  /** Regions in which the fence may not be written. */
  readonly fenceDenied = new Set<string>();
  /** Regions in which links may not be asked for a barrier. */
  readonly linksDenied = new Set<string>();
  /** What an orchestrator that looks at the service meets instead. */
  inspectFails: Error | undefined;
  reports: readonly ObserverReport[] = samplePolicy.observers.map(
    ({ name }) => sampleReport(name, { east: sampleSight(REGION_A), west: sampleSight(REGION_B) }).report,
  );
  programs: readonly ProgramSight[] = [];
  credentials: ReadinessFacts['credentials'] = [];
  #facts: CheckFacts = sampleCheckFacts([REGION_A, REGION_B], this.world.tables);

  async begin(): Promise<void> {
    await this.world.begin();
  }

  /** Changes what a region shows. */
  region(name: string, change: (facts: RegionFacts) => Partial<RegionFacts>): void {
    const changed = (facts: RegionFacts) => (facts.name === name ? { ...facts, ...change(facts) } : facts);
    const [first, second] = this.#facts.data;
    this.#facts = {
      ...this.#facts,
      data: [changed(first), changed(second)],
      witnesses: this.#facts.witnesses.map(changed),
    };
  }

  /** Changes how a region describes one table. */
  table(region: string, table: string, change: (facts: TableFacts) => Partial<TableFacts>): void {
    this.region(region, ({ tables }) => {
      const known = tables.get(table);
      return known === undefined
        ? {}
        : { tables: new Map([...tables, [table, { ...known, ...change(known) }]]) };
    });
  }

  /** What the regions answer: none does that the mover does not reach. */
  async evaluate(): Promise<ReturnType<typeof judgeReadiness>> {
    const { mover, store, fences } = this.#mover('looks');
    const looking = lookAtReadiness({
      routeStore: store,
      fences,
      regions: [REGION_A, REGION_B],
      mover,
      inspect: async () => {
        if (this.inspectFails !== undefined) throw this.inspectFails;
        return this.#facts;
      },
      credentials: () => this.credentials,
      orchestrators: async () => ({
        declared: samplePolicy.observers.map(({ name }) => name),
        reports: this.reports.map((report) => ({ report, ageMs: 300 })),
        silentAfterMs: 3_000,
      }),
      programs: () => this.programs,
    });
    return judgeReadiness(await this.world.until(looking));
  }

  preview(to: string): Promise<MovePreview> {
    return this.world.until(this.#mover('asks').mover.preview({ kind: 'switchover', to }));
  }

  move(to: string): Promise<DrivenMoveReport> {
    return this.world.until(this.#mover('moves').mover.switchover({ to, reason: 'a test' }));
  }

  /** Orders a move, and dies right after its claim. */
  async leaveMove(): Promise<void> {
    const living = this.world.mover('dies');
    void living.mover.switchover({ to: REGION_B, reason: 'a test' }).catch(() => undefined);
    const claimed = async () => (await this.world.routes.read()).route.phase === 'moving';
    for (let looks = 0; looks < 100 && !(await claimed()); looks += 1) await this.world.clock.advance(5);
    living.life.dead = true;
  }

  #mover(name: string) {
    const { store, fences, barriers, probe } = this.world.process(name);
    const { tables, clock } = this.world;
    const guarded: FenceStore = {
      read: (region) => fences.read(region),
      write: async (region, fence) => {
        if (this.fenceDenied.has(region)) throw new Error('AccessDeniedException');
        return fences.write(region, fence);
      },
    };
    const asked: LinkBarriers = {
      request: async (link, token) => {
        if (this.linksDenied.has(link.target)) throw new Error('AccessDeniedException');
        await barriers.request(link, token);
      },
      reached: (link, token) => barriers.reached(link, token),
      gap: (link) => barriers.gap(link),
      lag: (link) => barriers.lag(link),
      parked: (link) => barriers.parked(link),
    };
    const differences = async () =>
      assessService(this.#facts).flatMap((check) =>
        'code' in check && BREAKING.test(check.code) ? [{ table: check.table ?? '', what: check.what }] : [],
      );
    const mover = new Mover({
      store,
      fences: guarded,
      barriers: asked,
      probe,
      tables,
      differences,
      limits: WORLD_LIMITS,
      clock,
    });
    return { mover, store, fences };
  }
}
