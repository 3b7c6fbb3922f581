import type { Clock } from '@understudy/core';
import type { MoveReport, Mover } from '@understudy/moves';
import { otherRegion, type RouteStore } from '@understudy/route';
import type { LocalCloud } from '@understudy/sandbox';
import { DrillError } from './errors.ts';
import type { Screen } from './open-screen.ts';
import { untilGone } from './watch-region.ts';

export interface OperatorOptions {
  readonly cloud: LocalCloud;
  readonly mover: Mover;
  readonly store: RouteStore;
  readonly clock: Clock;
  readonly elapsedMs: () => number;
  readonly screen: Screen;
  readonly signal: AbortSignal;
}

/** How far behind the links are made before the writer is killed, so that its death leaves something missing. */
export const MADE_LAG_MS = 2_000;

/** Done by hand in a service without an orchestrator: what kills, moves and mends, in sentences as it goes. */
export class Operator {
  readonly #options: OperatorOptions;

  constructor(options: OperatorOptions) {
    this.#options = options;
  }

  /** The writer now, or the region that is being left. */
  async writer(): Promise<string> {
    const { route } = await this.#options.store.read(this.#options.signal);
    return route.phase === 'steady' ? route.writer : route.from;
  }

  async other(region: string): Promise<string> {
    return otherRegion((await this.#options.store.read(this.#options.signal)).route, region);
  }

  /** Holds back the stream of a region for the links that read it, until the region is killed. */
  slowStream(region: string, ms: number): void {
    const { cloud, screen } = this.#options;
    cloud.region(region).faults.add({ kind: 'latency', ms, operations: ['GetRecords'] });
    screen.say(
      `The stream of ${region} is slowed down by ${String(ms / 1_000)} s, so that its death leaves something missing.`,
    );
  }

  /** @returns when it was dead, in milliseconds since the drill began */
  async kill(region: string): Promise<number> {
    const { cloud, screen, elapsedMs } = this.#options;
    const local = cloud.region(region);
    const { pid } = local;
    await local.kill();
    const killedMs = elapsedMs();
    await local.faults.liftAll();
    screen.say(`${region} was killed: kill -9 of its process ${String(pid)}.`);
    return killedMs;
  }

  /** @returns when the region was found gone, in milliseconds since the drill began */
  async notice(region: string): Promise<number> {
    const { cloud, clock, screen, signal, elapsedMs } = this.#options;
    await untilGone({ endpoint: cloud.region(region).endpoint, clock, signal });
    screen.say(`Noticed: ${region} did not answer three looks in a row.`);
    return elapsedMs();
  }

  async failOver(from: string): Promise<MoveReport> {
    const { mover, screen, signal } = this.#options;
    const to = await this.other(from);
    screen.say(`Failing over from ${from} to ${to}:`);
    const report = await mover.failover(
      { to, reason: `${from} did not answer three looks in a row` },
      signal,
    );
    return this.#promoted(report);
  }

  async switchOver(to: string): Promise<MoveReport> {
    const { mover, screen, signal } = this.#options;
    screen.say(`Switching over to ${to}, as planned:`);
    return this.#promoted(await mover.switchover({ to, reason: 'the drill' }, signal));
  }

  async restore(region: string): Promise<void> {
    const { cloud, screen } = this.#options;
    screen.say(`${region} comes back, with all that it had on disk.`);
    await cloud.region(region).restart();
  }

  /** Tends the merging until nothing is left of it. @returns how long the tail took to be settled, in milliseconds */
  async merge(limitMs: number): Promise<number> {
    const { mover, clock, elapsedMs, signal } = this.#options;
    const startedMs = elapsedMs();
    let settledMs = startedMs;
    for (;;) {
      const { did, waitingFor, pauseMs } = await mover.tendMerging(signal);
      if (did === 'settled') settledMs = elapsedMs();
      if (pauseMs === undefined) return settledMs - startedMs;
      if (elapsedMs() - startedMs > limitMs) {
        throw new DrillError('UND_DRILL_PHASE_TIMED_OUT', {
          what: `The tail was not merged within ${String(limitMs / 1_000)} s; it was waiting for ${waitingFor}.`,
          details: { waitingFor },
        });
      }
      await clock.sleep(pauseMs, signal);
    }
  }

  #promoted(report: MoveReport): MoveReport {
    if (report.outcome === 'promoted') return report;
    throw new DrillError('UND_DRILL_MOVE_FAILED', {
      what: `The move to ${report.to} was ${report.outcome}: ${report.hindrance?.what ?? 'no reason was given'}.`,
      details: { report },
    });
  }
}
