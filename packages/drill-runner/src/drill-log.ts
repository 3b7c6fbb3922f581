import type { FaultSpan, Moment } from '@understudy/drills';

/** What happened in a drill, as its report lists it and as it is said while it runs. */
export class DrillLog {
  readonly moments: Moment[] = [];
  readonly #spans = new Map<number, { what: string; beganMs: number; endedMs?: number; struck?: number }>();
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

  /** @param struck how many requests it struck, where that is known */
  end(index: number, struck: number | undefined): void {
    const span = this.#spans.get(index);
    if (span === undefined) return;
    span.endedMs = Math.round(this.#elapsedMs());
    if (struck !== undefined) span.struck = struck;
    this.note('fault', `Ends: ${span.what}${struck === undefined ? '' : ` (${String(struck)} requests)`}.`);
  }

  /** The events in the order in which they began. */
  get faults(): readonly FaultSpan[] {
    return [...this.#spans.values()].sort((a, b) => a.beganMs - b.beganMs);
  }
}
