import type { RegionSight } from './region-sight.ts';
import type { SeenAlert } from './seen-alert.ts';
import type { WatchedDecision } from './watched-decision.ts';

/** Why an observer does not trust what it sees. It abstains meanwhile. */
export interface Doubt {
  /**
   * `late`: its process was held up; `clocks`: its wall clock went another way than its monotonic one; `alone`: it
   * reaches no region at all, so its own line may be cut.
   */
  readonly kind: 'late' | 'clocks' | 'alone';
  /** For people, with the figures. */
  readonly what: string;
}

/** What one observer tells the others, about once a second and as soon as its opinion changes. */
export interface ObserverReport {
  /** As the topology lists it. */
  readonly observer: string;
  readonly place: string;
  /** Drawn when the process starts. */
  readonly instance: string;
  /** Counts this instance's reports from 1. */
  readonly sequence: number;
  /** Of the program: `1.4.0`. Different majors never act together. */
  readonly version: string;
  /** The fingerprint of the topology that it runs with. */
  readonly topology: string;
  /** Wall time in ms. */
  readonly atMs: number;
  /** While there are any it abstains. */
  readonly doubts: readonly Doubt[];
  readonly regions: readonly RegionSight[];
  /** Alerts that Alertmanager told it of and that fire; absent where there are none. */
  readonly alerts?: readonly SeenAlert[];
  /** What it decided last; only of the one that leads. */
  readonly decided?: WatchedDecision;
}
