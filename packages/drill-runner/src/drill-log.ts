import type { FaultSpan, Moment } from '@understudy/drills';

/** What happened in a drill, as its report lists it and as it is said while it runs. */
export class DrillLog {
  readonly moments: Moment[] = [];
  readonly #spans = new Map<number, { what: string; beganMs: number; endedMs?: number }>();
  readonly #elapsedMs: () => number;
  readonly #say: (sentence: string) => void;

  constructor(elapsedMs: () => number, say: (sentence: string) => void) {
    this.#elapsedMs = elapsedMs;
    this.#say = say;
  }

  note(kind: Moment['kind'], what: string): void {
    this.moments.push({ atMs: Math.round(this.#elapsedMs()), kind, what });
    this.#say(what);
  }

  /** @param index the event's place in the timeline */
  begin(index: number, what: string): void {
    this.#spans.set(index, { what, beganMs: Math.round(this.#elapsedMs()) });
    this.note('fault', `Begins: ${what}.`);
  }

  /** Ends an event that lasts; called for one that has ended it does nothing. */
  end(index: number): void {
    const span = this.#spans.get(index);
    if (span === undefined || span.endedMs !== undefined) return;
    span.endedMs = Math.round(this.#elapsedMs());
    this.note('fault', `Ends: ${span.what}.`);
  }

  /** The events in the order in which they began. */
  get faults(): readonly FaultSpan[] {
    return [...this.#spans.values()].sort((a, b) => a.beganMs - b.beganMs);
  }
}
