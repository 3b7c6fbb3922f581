import type { Clock } from '@understudy/core';
import type { LinkSight } from '@understudy/findings';
import { linkId, type LinkBarriers, type LinkName } from '@understudy/links';
import { takeLook } from '@understudy/observers';
import { Freshness } from './freshness.ts';

export interface LinkWatchOptions {
  readonly links: readonly LinkName[];
  readonly barriers: LinkBarriers;
  readonly clock: Clock;
  /** Pause between two looks at a link's lag, in ms. */
  readonly everyMs: number;
  /** Time limit of one look, in ms. */
  readonly limitMs: number;
  /** Whether it looks now: only the leader decides by links. Always unless given. */
  readonly mayLook?: () => boolean;
}

/** Gaps and dead letters come and go slowly: they are looked at once in so many looks. */
const SLOW_EVERY = 10;

type Slow = Pick<LinkSight, 'parked' | 'gap'>;

/**
 * Looks at links again and again: at the lag each time, at gaps and dead letters less often. It reads what workers have
 * written down in the links' target regions, so it needs neither the source nor the worker.
 */
export class LinkWatch {
  readonly #options: LinkWatchOptions;
  readonly #freshness: Freshness;
  readonly #sights = new Map<string, LinkSight>();
  readonly #ids: readonly string[];
  /** In the order of the links; put together again only after a look. */
  #list: readonly LinkSight[] | undefined;
  readonly #slow = new Map<string, Slow>();
  readonly #stopping = new AbortController();
  #running: Promise<unknown> | undefined;

  constructor(options: LinkWatchOptions) {
    this.#options = options;
    this.#freshness = new Freshness(options.clock);
    this.#ids = options.links.map(linkId);
  }

  /** Begins to look; a second call changes nothing. */
  start(): void {
    // A look ends by the reason of the stop.
    this.#running ??= Promise.allSettled(this.#options.links.map((link) => this.#watch(link)));
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The watch was stopped.'));
    await this.#running;
  }

  /** What is known of the links, in their order; those that have not been looked at yet are not among them. */
  sights(): readonly LinkSight[] {
    this.#list ??= this.#ids.flatMap((id) => this.#sights.get(id) ?? []);
    return this.#list;
  }

  async #watch(link: LinkName): Promise<void> {
    const { clock, everyMs, mayLook = () => true } = this.#options;
    const { signal } = this.#stopping;
    for (let looks = 0; !signal.aborted;) {
      if (mayLook()) {
        if (looks % SLOW_EVERY === 0) await this.#lookSlowly(link);
        await this.#look(link);
        looks += 1;
      } else {
        // What was seen while it led says nothing when it leads again.
        if (this.#sights.delete(linkId(link))) this.#list = undefined;
        looks = 0;
      }
      await clock.sleep(everyMs, signal).catch(() => undefined);
    }
  }

  async #look(link: LinkName): Promise<void> {
    const { barriers } = this.#options;
    const id = linkId(link);
    const answer = await this.#ask((signal) => barriers.lag(link, signal));
    const slow = this.#slow.get(id) ?? {};
    if ('why' in answer) {
      this.#note(id, { ...slow, link, lagMs: undefined, why: answer.why });
      return;
    }
    const { newestWriteMs, contactMs } = answer.value;
    this.#note(id, {
      ...slow,
      ...answer.value,
      ...(newestWriteMs !== undefined && {
        newestWriteAgeMs: this.#freshness.note(id, String(newestWriteMs)),
      }),
      ...(contactMs !== undefined && {
        contactAgeMs: this.#freshness.note(`${id} contact`, String(contactMs)),
      }),
    });
  }

  #note(id: string, sight: LinkSight): void {
    this.#sights.set(id, sight);
    this.#list = undefined;
  }

  /** What can't be read now stays as it was seen last. */
  async #lookSlowly(link: LinkName): Promise<void> {
    const { barriers } = this.#options;
    const [parked, gap] = await Promise.all([
      this.#ask((signal) => barriers.parked(link, signal)),
      this.#ask((signal) => barriers.gap(link, signal)),
    ]);
    const before = this.#slow.get(linkId(link)) ?? {};
    this.#slow.set(linkId(link), {
      ...('why' in parked ? { parked: before.parked ?? 0 } : { parked: parked.value }),
      ...(('why' in gap ? before.gap === true : gap.value !== undefined) && { gap: true }),
    });
  }

  async #ask<T>(
    question: (signal: AbortSignal) => Promise<T>,
  ): Promise<{ readonly value: T } | { readonly why: string }> {
    const { clock, limitMs } = this.#options;
    const { signal } = this.#stopping;
    const look = await takeLook({ target: 'a link', look: question, clock, limitMs, signal });
    return look.kind === 'seen' ? { value: look.value } : { why: look.why };
  }
}
