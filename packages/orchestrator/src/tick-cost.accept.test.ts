import { expect, it } from '@jest/globals';
import { MemoryControlStore } from '@understudy/control-store/testing';
import { ManualClock } from '@understudy/core/testing';
import type { LinkSight } from '@understudy/findings';
import { nextAction } from './act/next-action.ts';
import { decideFailover } from './decide/decide-failover.ts';
import { DecisionWatch } from './decision-watch.ts';
import { ViewSource } from './observe/view-source.ts';
import { EAST, sampleLink, samplePolicy, sampleReport, sampleView, WEST } from './testing/sample-view.ts';

const ROUNDS = 15;
const TICKS = 200;

/** What a leader does in a tick, over a control store in memory: it reads, puts a view together, decides, and acts. */
class Ticks {
  readonly #clock = new ManualClock();
  readonly #control = new MemoryControlStore({ clock: this.#clock });
  readonly #watch = new DecisionWatch();
  readonly #source: ViewSource;
  readonly #links: LinkSight[];
  #ticks = 0;

  constructor(tables: number) {
    this.#links = Array.from({ length: tables }, (_, at) => `table-${at}`).flatMap((table) => [
      { ...sampleLink, link: { table, source: EAST, target: WEST } },
      { ...sampleLink, link: { table, source: WEST, target: EAST } },
    ]);
    this.#source = new ViewSource({
      leader: 'orch-1',
      regions: [EAST, WEST],
      policy: samplePolicy,
      clock: this.#clock,
      links: () => [...this.#links],
      programs: () => [],
    });
  }

  /** One tick, before which one link was looked at and one observer has reported. */
  async run(): Promise<void> {
    this.#ticks += 1;
    const at = this.#ticks % this.#links.length;
    const [sight] = this.#links.slice(at, at + 1);
    if (sight !== undefined) this.#links[at] = { ...sight, lagMs: this.#ticks % 100 };
    const name = samplePolicy.observers[this.#ticks % samplePolicy.observers.length]?.name ?? '';
    await this.#control.writeReport(sampleReport(name, { change: { sequence: this.#ticks } }).report);
    const { route } = sampleView();
    if (route.kind === 'unseen') throw new Error('The sample shows a route.');
    const view = this.#source.view(await this.#control.read(), { snapshot: route.snapshot });
    const decision = decideFailover(view);
    this.#watch.note(view, decision);
    expect(nextAction(view, decision).do).toBe('nothing');
  }
}

/** CPU time in µs of a tick. */
async function measure(ticks: Ticks): Promise<number> {
  const before = process.cpuUsage();
  for (let tick = 0; tick < TICKS; tick += 1) await ticks.run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / TICKS;
}

it('a tick with one change costs far less than a hundred times as much where there are a hundred times as many tables', async () => {
  const [few, many] = [new Ticks(10), new Ticks(1_000)];
  const costs: { few: number; many: number }[] = [];
  for (let round = -3; round < ROUNDS; round += 1) {
    const cost = { few: await measure(few), many: await measure(many) };
    // V8 compiles in the first rounds.
    if (round >= 0) costs.push(cost);
  }
  const median = (values: readonly number[]) =>
    [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
  const [ofFew, ofMany] = [median(costs.map((cost) => cost.few)), median(costs.map((cost) => cost.many))];
  process.stdout.write(
    `CPU time of a tick with one change: ${ofFew.toFixed(0)} µs with 10 tables, ${ofMany.toFixed(0)} µs with 1,000\n`,
  );
  expect(ofMany / ofFew).toBeLessThan(20);
}, 600_000);
