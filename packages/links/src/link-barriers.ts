import type { LinkLag } from './link-lag.ts';
import type { LinkName } from './link-name.ts';
import type { LossWindow } from './loss-window.ts';

/**
 * The questions a mover has for a link, above all: has everything been settled that your stream held when I asked?
 * Whatever goes wrong in an answer (a region away, a time-out) is thrown, and counts as "not yet".
 */
export interface LinkBarriers {
  /**
   * Asks, under the name `token`. A token means the moment of its first request: asking again for the current one,
   * reached or not, changes nothing. Another token replaces it.
   */
  request(link: LinkName, token: string, signal?: AbortSignal): Promise<void>;
  /** Whether the link has settled all that its stream held when `token` was first requested. */
  reached(link: LinkName, token: string, signal?: AbortSignal): Promise<boolean>;
  /** What its stream lost unread, until a re-seeding backfill fills it: meanwhile no barrier is reached. */
  gap(link: LinkName, signal?: AbortSignal): Promise<LossWindow | undefined>;
  /** How far the link was behind, as its leader reported it last. */
  lag(link: LinkName, signal?: AbortSignal): Promise<LinkLag>;
  /** How many of its parked records are neither superseded nor decided: a barrier passes over them. */
  parked(link: LinkName, signal?: AbortSignal): Promise<number>;
}
