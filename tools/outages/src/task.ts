import type { SeedRange } from './seed-range.ts';

/** What a process that plays is asked for. */
export interface Task {
  readonly play: 'outages' | 'days';
  readonly range: SeedRange;
}
