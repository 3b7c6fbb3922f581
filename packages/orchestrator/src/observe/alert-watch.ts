import type { Clock } from '@understudy/core';
import type { SeenAlert } from '@understudy/findings';
import { alertMessage, type ToldAlert } from './alert-message.ts';

export interface AlertWatchOptions {
  /** The service's name: alerts of others, by their label `understudy_service`, are passed over. */
  readonly service: string;
  readonly clock: Clock;
}

/** An alert that Alertmanager has not confirmed for this long in ms counts no more; it confirms once a minute. */
export const ALERT_STALE_MS = 180_000;
/** So many are kept; they are shared with the other orchestrators, in the report of each. */
const MOST_ALERTS = 30;
/** A longer text is cut. */
const MOST_CHARACTERS = 200;

interface Kept {
  readonly alert: Omit<SeenAlert, 'ageMs'>;
  readonly toldAtMs: number;
}

/**
 * Keeps the alerts that fire, as Alertmanager tells of them: those that are resolved, have ended, or were not confirmed
 * for long are forgotten. Ages are measured by this process's monotonic clock.
 */
export class AlertWatch {
  readonly #options: AlertWatchOptions;
  /** By fingerprint, in the order in which they were heard of. */
  readonly #kept = new Map<string, Kept>();

  constructor(options: AlertWatchOptions) {
    this.#options = options;
  }

  /** Takes a message of Alertmanager's webhook. @returns why it is refused, as one sentence; nothing of it is kept then */
  take(message: unknown): string | undefined {
    const parsed = alertMessage.safeParse(message);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return `The body is no message of Alertmanager's webhook, version 4: ${(issue?.path ?? []).join('.')}: ${issue?.message ?? ''}.`;
    }
    for (const alert of parsed.data.alerts) this.#note(alert);
    return undefined;
  }

  /** Those that fire, the ones that a decision may use first, then pages, then those heard of first. */
  alerts(): readonly SeenAlert[] {
    this.#forget();
    const nowMs = this.#options.clock.monotonicMs();
    return [...this.#kept.values()]
      .map(({ alert, toldAtMs }) => ({ ...alert, ageMs: nowMs - toldAtMs }))
      .sort((one, other) => rank(one) - rank(other));
  }

  #note(told: ToldAlert): void {
    const { service, clock } = this.#options;
    const { fingerprint, labels } = told;
    if (labels['understudy_service'] !== service) return;
    const before = this.#kept.get(fingerprint);
    const endsMs = told.endsAt === undefined ? NaN : Date.parse(told.endsAt);
    // The year 1 stands for an end that is not known.
    const hasEnded = endsMs > 0 && endsMs <= clock.wallMs();
    if (told.status === 'resolved' || hasEnded) {
      this.#kept.delete(fingerprint);
      return;
    }
    const startedMs = Math.max(0, Date.parse(told.startsAt));
    // One that began again has another beginning: it was heard of now.
    const isSame = before?.alert.startedMs === startedMs;
    const heardMs = isSame ? before.alert.heardMs : clock.wallMs();
    this.#kept.set(fingerprint, { alert: describe(told, startedMs, heardMs), toldAtMs: clock.monotonicMs() });
    this.#bound();
  }

  #forget(): void {
    const oldestMs = this.#options.clock.monotonicMs() - ALERT_STALE_MS;
    for (const [fingerprint, { toldAtMs }] of this.#kept)
      if (toldAtMs < oldestMs) this.#kept.delete(fingerprint);
  }

  /** What matters least goes first. */
  #bound(): void {
    if (this.#kept.size <= MOST_ALERTS) return;
    this.#forget();
    const entries = [...this.#kept].sort(([, one], [, other]) => rank(one.alert) - rank(other.alert));
    for (const [fingerprint] of entries.slice(MOST_ALERTS)) this.#kept.delete(fingerprint);
  }
}

function rank({ signal, severity }: Pick<SeenAlert, 'signal' | 'severity'>): number {
  if (signal !== undefined) return 0;
  return severity === 'page' ? 1 : 2;
}

function describe({ labels, annotations }: ToldAlert, startedMs: number, heardMs: number) {
  const { severity, region } = labels;
  return {
    name: line(labels['alertname'] ?? 'an alert without a name'),
    ...(severity !== undefined && { severity: line(severity) }),
    ...(labels['understudy_signal'] === 'application-errors' && { signal: 'application-errors' as const }),
    ...(region !== undefined && { region: line(region) }),
    summary: line(annotations['summary'] ?? ''),
    startedMs,
    heardMs,
  };
}

function line(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MOST_CHARACTERS);
}
