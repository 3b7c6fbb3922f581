import type { Clock } from '@understudy/core';
import type { CloudWatchSight } from '@understudy/findings';
import { takeLook } from '@understudy/observers';
import type { CloudWatchSettings } from '@understudy/topology';
import type { ReadTableMetrics } from './cloud-watch-reader.ts';

export interface CloudWatchOptions {
  readonly settings: CloudWatchSettings;
  readonly tables: readonly string[];
  readonly read: ReadTableMetrics;
  readonly clock: Clock;
  /** Whether it asks now: only the leader does. */
  readonly mayLook: () => boolean;
}

/** Without the lead it waits for it. */
const IDLE_MS = 1_000;
const LIMIT_MS = 5_000;

/** Asks CloudWatch again and again, each region apart, as long as its orchestrator leads. */
export class CloudWatch {
  readonly #options: CloudWatchOptions;
  readonly #sights = new Map<string, CloudWatchSight>();
  readonly #stopping = new AbortController();
  #running: Promise<unknown> | undefined;

  constructor(options: CloudWatchOptions) {
    this.#options = options;
  }

  /** Begins to ask; a second call changes nothing. */
  start(): void {
    this.#running ??= Promise.all(this.#options.settings.regions.map((region) => this.#watch(region)));
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The watch was stopped.'));
    await this.#running;
  }

  /** What is known of the regions, in their order; those that have not been asked yet are not among them. */
  sights(): readonly CloudWatchSight[] {
    return this.#options.settings.regions.flatMap((region) => this.#sights.get(region) ?? []);
  }

  async #watch(region: string): Promise<void> {
    const { clock, mayLook, settings } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const looks = mayLook();
      if (looks) await this.#look(region).catch(() => undefined);
      else this.#sights.delete(region);
      await clock.sleep(looks ? settings.everyMs : IDLE_MS, signal).catch(() => undefined);
    }
  }

  async #look(region: string): Promise<void> {
    const { clock, read, tables } = this.#options;
    const { signal } = this.#stopping;
    const look = (ending: AbortSignal) => read(region, tables, ending);
    const looked = await takeLook({
      target: `CloudWatch of ${region}`,
      look,
      clock,
      limitMs: LIMIT_MS,
      signal,
    });
    const { atMs } = looked;
    this.#sights.set(
      region,
      looked.kind === 'seen'
        ? { region, atMs, kind: 'seen', tables: looked.value }
        : { region, atMs, kind: 'unknown', why: looked.why },
    );
  }
}
