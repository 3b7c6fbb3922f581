import {
  describeEvent,
  planTimeline,
  type Anchor,
  type DrillEvent,
  type TimelineStep,
} from '@understudy/drills';
import type { DrillLog } from '../drill-log.ts';
import type { Parts } from '../stage/read-parts.ts';
import type { Stage } from '../stage/stage.ts';
import { beginEvent } from './begin-event.ts';
import type { EndEvent } from './end-event.ts';

/** The timeline of a drill while it runs: what it began it can end. */
export class RunningTimeline {
  readonly #timeline: readonly DrillEvent[];
  readonly #stage: Stage;
  readonly #parts: Parts;
  readonly #log: DrillLog;
  readonly #steps: Readonly<Record<Anchor, readonly TimelineStep[]>>;
  readonly #ends = new Map<number, EndEvent>();

  constructor(timeline: readonly DrillEvent[], stage: Stage, parts: Parts, log: DrillLog) {
    this.#timeline = timeline;
    this.#steps = planTimeline(timeline);
    this.#stage = stage;
    this.#parts = parts;
    this.#log = log;
  }

  /**
   * Carries out the steps whose times count from `anchor`, from now on.
   * @throws as `beginEvent` does, and the signal's reason
   */
  async run(anchor: Anchor, signal: AbortSignal): Promise<void> {
    const { clock } = this.#stage;
    const fromMs = clock.monotonicMs();
    for (const step of this.#steps[anchor]) {
      const waitMs = fromMs + step.atMs - clock.monotonicMs();
      if (waitMs > 0) await clock.sleep(waitMs, signal);
      signal.throwIfAborted();
      if (step.does === 'end') await this.#end(step.index);
      else await this.#begin(step);
    }
  }

  /** Ends everything that still lasts, in the order in which it began. Every end is tried. @throws the first that failed */
  async endAll(): Promise<void> {
    await this.#endWhere(() => true);
  }

  async #begin({ event, index }: TimelineStep): Promise<void> {
    this.#log.begin(index, describeEvent(event));
    if (event.do === 'restore-region') {
      await this.#endWhere((other) => 'region' in other && other.region === event.region);
      return;
    }
    const end = await beginEvent(event, this.#stage, this.#parts);
    if (end !== undefined) this.#ends.set(index, end);
  }

  async #endWhere(matches: (event: DrillEvent) => boolean): Promise<void> {
    const lasting = [...this.#ends.keys()].filter((index) => {
      const event = this.#timeline[index];
      return event !== undefined && matches(event);
    });
    const ended = await Promise.allSettled(lasting.map((index) => this.#end(index)));
    const failed = ended.find((each) => each.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  async #end(index: number): Promise<void> {
    const end = this.#ends.get(index);
    this.#ends.delete(index);
    if (end !== undefined) this.#log.end(index, await end());
  }
}
