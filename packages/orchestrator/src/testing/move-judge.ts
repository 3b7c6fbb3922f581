import type { Intent } from '@understudy/findings';
import type { Route } from '@understudy/route';
import type { OutagesAt } from './outages-at.ts';

/** A move that can be driven has to end within this time, in ms: the waits, drains and limits of one, and a change of leaders. */
const BOUND_MS = 30_000;

/** Demands that every move completes or aborts within a bound, whatever befalls those who drive it. */
export class MoveJudge {
  readonly broken: string[] = [];
  readonly #observers: readonly string[];
  #moveId = '';
  /** Since when the move under way could be driven. */
  #sinceMs: number | undefined;

  constructor(observers: readonly string[]) {
    this.#observers = observers;
  }

  /** Takes note of the moment that has come. */
  pass(nowMs: number, at: OutagesAt, route: Route | undefined): void {
    const isDriven = this.#observers.some((observer) => at.isWell(observer));
    if (route?.phase !== 'moving' || !isDriven || at.isDown(route.to)) {
      this.#sinceMs = undefined;
      return;
    }
    if (route.moveId !== this.#moveId) this.#sinceMs = undefined;
    this.#moveId = route.moveId;
    this.#sinceMs ??= nowMs;
    if (nowMs - this.#sinceMs < BOUND_MS) return;
    this.broken.push(`The ${route.kind} ${route.moveId} has not ended within ${BOUND_MS / 1_000} s.`);
    this.#sinceMs = undefined;
  }

  /** Takes note of what is left when everything has been well for long. */
  rest(route: Route | undefined, intents: readonly Intent[]): void {
    if (route?.phase === 'moving') this.broken.push(`The ${route.kind} ${route.moveId} never ended.`);
    else if (route !== undefined && route.merging.length > 0)
      this.broken.push(`${route.merging.map(({ region }) => region).join()} was never reconciled.`);
    for (const { id, state } of intents) {
      if (state === 'taken' || state === 'open') this.broken.push(`Intent ${id} is ${state} for ever.`);
    }
  }
}
