import type { DrillEvent } from './event-schema.ts';

/** What the times of a timeline count from. */
export type Anchor = DrillEvent['after'];

/** One step of a timeline: an event begins or ends. */
export interface TimelineStep {
  readonly event: DrillEvent;
  /** The event's place in the timeline, from 0. */
  readonly index: number;
  readonly does: 'begin' | 'end';
  /** Milliseconds since the anchor. */
  readonly atMs: number;
}

/**
 * The steps of a timeline by what their times count from, in their order; of steps at one time, ends come first and then the
 * order of the file. An event without `for` has no end: the clean-up ends it.
 */
export function planTimeline(
  timeline: readonly DrillEvent[],
): Readonly<Record<Anchor, readonly TimelineStep[]>> {
  const steps = (anchor: Anchor) =>
    timeline
      .flatMap((event, index) => (event.after === anchor ? stepsOf(event, index) : []))
      .sort((a, b) => a.atMs - b.atMs || rank(a) - rank(b) || a.index - b.index);
  return {
    start: steps('start'),
    claim: steps('claim'),
    fenced: steps('fenced'),
    waited: steps('waited'),
    drained: steps('drained'),
    promotion: steps('promotion'),
  };
}

function stepsOf(event: DrillEvent, index: number): readonly TimelineStep[] {
  const begin: TimelineStep = { event, index, does: 'begin', atMs: event.at };
  if (!('for' in event) || event.for === undefined) return [begin];
  return [begin, { event, index, does: 'end', atMs: event.at + event.for }];
}

/** Ends come before begins, but for that of an event that lasts no time. */
function rank({ does, event, atMs }: TimelineStep): number {
  if (does === 'begin') return 1;
  return atMs > event.at ? 0 : 2;
}
