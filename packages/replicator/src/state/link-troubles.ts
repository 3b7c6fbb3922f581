import type { Clock, Telemetry } from '@understudy/core';
import type { LinkName } from '@understudy/links';
import { classifyFailure } from '../adapters/classify-failure.ts';
import { describeTrouble, type Trouble } from '../describe-trouble.ts';

/** A failure of these kinds blocks the link at once: it passes when a person acts, or at an unknown time. */
const BLOCKING = new Set(['configuration', 'unknown']);

/** A failure of any other kind blocks the link once one of its steps has failed for this long, in ms. */
export const BLOCKED_AFTER_MS = 10_000;

/** While a link is blocked, it says so again this often, in ms. */
export const REPEAT_EVERY_MS = 60_000;

interface FailingStep {
  readonly sinceMs: number;
  error: unknown;
  blocking: boolean;
}

/**
 * The steps of a link that fail and are tried again now. A step that succeeds, or is given up, is forgotten at once, so
 * that a status never shows a problem that is over. Events: `link.blocked` when the link is blocked, when the reason is another one,
 * and once a minute for each reason while it is, with how often it failed since; `link.unblocked`.
 */
export class LinkTroubles {
  readonly #name: LinkName;
  readonly #clock: Clock;
  readonly #telemetry: Telemetry;
  /** The one that failed last is the last. */
  readonly #steps = new Map<object, FailingStep>();
  /** When each reason was announced last, by its code. */
  readonly #toldMs = new Map<string, number>();
  #failures = 0;

  constructor({ name, clock, telemetry }: { name: LinkName; clock: Clock; telemetry: Telemetry }) {
    this.#name = name;
    this.#clock = clock;
    this.#telemetry = telemetry;
  }

  /** `step` failed and is tried again until `recover` is called for it. Without one, the failure is counted alone. */
  report(error: unknown, step?: object): void {
    const { kind } = classifyFailure(error);
    this.#failures += 1;
    this.#telemetry.count('understudy_replicator_failures_total', { ...this.#name, kind });
    if (step === undefined || kind === 'unsent') return;
    const sinceMs = this.#steps.get(step)?.sinceMs ?? this.#clock.monotonicMs();
    this.#steps.delete(step);
    this.#steps.set(step, { sinceMs, error, blocking: BLOCKING.has(kind) });
    this.tell();
  }

  /** The step has succeeded, or it is no longer tried. */
  recover(step: object): void {
    if (this.#steps.delete(step)) this.tell();
  }

  /** What fails now; what blocks the link goes before what may pass, and of several the one that failed last. */
  get trouble(): Trouble | undefined {
    const steps = [...this.#steps.values()];
    const shown = steps.findLast((step) => this.#blocks(step)) ?? steps.at(-1);
    return shown === undefined ? undefined : describeTrouble(shown.error);
  }

  /** Whether the link waits for what a person may have to fix. */
  get blocked(): boolean {
    return [...this.#steps.values()].some((step) => this.#blocks(step));
  }

  /** Says that the link is blocked, or no longer is, where that is news: called once a second too, as time alone blocks. */
  tell(): void {
    const nowMs = this.#clock.monotonicMs();
    const { trouble } = this;
    if (trouble === undefined || !this.blocked) {
      if (this.#toldMs.size > 0) this.#telemetry.event('link.unblocked', { ...this.#name });
      this.#toldMs.clear();
      return;
    }
    if (nowMs - (this.#toldMs.get(trouble.code) ?? -Infinity) < REPEAT_EVERY_MS) return;
    const facts = { ...this.#name, ...trouble, failures: this.#failures };
    this.#toldMs.set(trouble.code, nowMs);
    this.#failures = 0;
    this.#telemetry.event('link.blocked', facts);
  }

  #blocks({ sinceMs, blocking }: FailingStep): boolean {
    return blocking || this.#clock.monotonicMs() - sinceMs >= BLOCKED_AFTER_MS;
  }
}
