import type { LinkLag, LinkName } from '@understudy/links';
import { MemoryLinks, type MemoryLinksOptions } from '@understudy/moves/testing';

/** How far behind links are, in ms. */
const LAG_MS = 100;

/** Links that are always up to date, but for `LAG_MS`. */
export class DayLinks extends MemoryLinks {
  readonly #clock: MemoryLinksOptions['clock'];

  constructor(options: MemoryLinksOptions) {
    super(options);
    this.#clock = options.clock;
  }

  override async lag(link: LinkName): Promise<LinkLag> {
    const nowMs = this.#clock.wallMs();
    return { link, lagMs: LAG_MS, completeUpToMs: nowMs - LAG_MS, contactMs: nowMs };
  }
}
