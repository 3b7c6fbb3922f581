import type { Clock } from '../clock.ts';

/** What stops while a process does not run: nothing, its monotonic clock, or wall time with it. */
type Stops = 'nothing' | 'monotonic' | 'both';

/** Less than any two moments of a test are apart, in ms: what rounding leaves of a sleep. */
const ROUNDING_MS = 1e-6;

/**
 * One process's view of a shared clock: it may run slower or faster than the others by `rate`, and the process may not
 * run for a while, during which time passes for everybody else. Its own clocks see that in one of three ways: `pause`,
 * `suspend`, `freeze`; `resume` ends each.
 */
export class ProcessClock implements Clock {
  readonly #shared: Clock;
  readonly #rate: number;
  #stops: Stops = 'nothing';
  /** Shared time since the process does not run. */
  #sinceMs = 0;
  /** Shared time that its monotonic clock, and its wall clock, have missed. */
  #missedMs = 0;
  #missedWallMs = 0;
  #wallOffsetMs = 0;
  #halted: Promise<void> | undefined;
  #wake = () => {};

  constructor(shared: Clock, { rate = 1 } = {}) {
    this.#shared = shared;
    this.#rate = rate;
  }

  monotonicMs(): number {
    const missedMs = this.#missedMs + (this.#stops === 'nothing' ? 0 : this.#haltedMs());
    return (this.#shared.monotonicMs() - missedMs) * this.#rate;
  }

  wallMs(): number {
    const missedMs = this.#missedWallMs + (this.#stops === 'both' ? this.#haltedMs() : 0);
    return this.#shared.wallMs() + this.#wallOffsetMs - missedMs;
  }

  /** Moves this process's wall time alone, as a person does who sets its clock. */
  skewWall(byMs: number): void {
    this.#wallOffsetMs += byMs;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const dueMs = this.monotonicMs() + ms;
    let leftMs = ms;
    do {
      await this.#shared.sleep(leftMs / this.#rate, signal);
      await this.running();
      leftMs = dueMs - this.monotonicMs();
    } while (leftMs > ROUNDING_MS);
  }

  /** Resolves when the process runs. */
  async running(): Promise<void> {
    while (this.#halted !== undefined) await this.#halted;
  }

  /** Stops the process alone, as SIGSTOP does: both clocks go on. */
  pause(): void {
    this.#halt('nothing');
  }

  /** Suspends its machine: the monotonic clock stops, and wall time goes on. */
  suspend(): void {
    this.#halt('monotonic');
  }

  /** As a hypervisor that stops a machine and never tells it the time again: both clocks stand still. */
  freeze(): void {
    this.#halt('both');
  }

  resume(): void {
    if (this.#halted === undefined) return;
    const haltedMs = this.#haltedMs();
    if (this.#stops !== 'nothing') this.#missedMs += haltedMs;
    if (this.#stops === 'both') this.#missedWallMs += haltedMs;
    this.#stops = 'nothing';
    this.#halted = undefined;
    this.#wake();
  }

  #halt(stops: Stops): void {
    if (this.#halted !== undefined) return;
    this.#stops = stops;
    this.#sinceMs = this.#shared.monotonicMs();
    this.#halted = new Promise((resolve) => (this.#wake = resolve));
  }

  #haltedMs(): number {
    return this.#shared.monotonicMs() - this.#sinceMs;
  }
}
