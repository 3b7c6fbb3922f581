import type { Pulse } from './stream-state.ts';

/** How old the snapshot is, on the browser's monotonic clock; absent: none came. */
export function pulseAgeMs(pulse: Pulse | undefined, nowMs: number): number | undefined {
  return pulse === undefined ? undefined : pulse.ageMs + Math.max(0, nowMs - pulse.heardMs);
}
