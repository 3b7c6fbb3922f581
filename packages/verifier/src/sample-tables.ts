import {
  silentTelemetry,
  systemClock,
  systemRandomness,
  type Clock,
  type Randomness,
  type Telemetry,
} from '@understudy/core';
import { DEFAULT_STAMP_ATTRIBUTE } from '@understudy/versions';
import { VerifierError } from './errors.ts';
import type { VerifyOptions } from './options.ts';
import type { Both, TableReport, VerifiedRegion, VerifiedTable } from './types.ts';
import { verifyTable } from './verify-table.ts';

export interface SampleOptions {
  readonly regions: Both<VerifiedRegion>;
  readonly tables: readonly VerifiedTable[];
  readonly stampAttribute?: string;
  readonly options?: Partial<VerifyOptions>;
  /** The share of each table's key space that one round compares: 1 / 1,000,000 to 1. */
  readonly fraction: number;
  /** From the start of one round to the start of the next, in ms. */
  readonly everyMs: number;
  /** Draws the order of the parts; the same seed draws the same order. */
  readonly randomness?: Randomness;
  readonly clock?: Clock;
  readonly telemetry?: Telemetry;
  /** Ends it: between two requests, without an error. */
  readonly signal: AbortSignal;
  /** Told of every round of every table. */
  readonly onSample?: (report: TableReport) => void;
  /** Told of what went wrong; the next round is tried all the same. */
  readonly onTrouble?: (error: unknown, table: string) => void;
}

/**
 * Compares a part of each table's key space every so often. Which part is drawn by chance, each once before any comes
 * again: after 1 / `fraction` rounds the whole table was compared, in an order that is not known before.
 * @throws VerifierError `UND_VERIFIER_OPTIONS_INVALID`
 */
export async function sampleTables(given: SampleOptions): Promise<void> {
  const { tables, clock = systemClock(), randomness = systemRandomness, signal } = given;
  const total = partsOf(given.fraction);
  const decks = tables.map(() => new Deck(total, randomness));
  while (!signal.aborted) {
    const startedMs = clock.monotonicMs();
    for (const [at, table] of tables.entries()) {
      const deck = decks[at];
      if (deck !== undefined && !over(signal)) await sampleOnce(table, deck, given);
    }
    const pauseMs = given.everyMs - (clock.monotonicMs() - startedMs);
    await clock.sleep(Math.max(0, pauseMs), signal).catch(() => {});
  }
}

async function sampleOnce(table: VerifiedTable, deck: Deck, given: SampleOptions): Promise<void> {
  const { telemetry = silentTelemetry, clock = systemClock(), signal, onSample, onTrouble } = given;
  const labels = { table: table.name };
  const { stampAttribute = DEFAULT_STAMP_ATTRIBUTE } = given;
  try {
    const part = { segment: deck.next(), total: deck.total };
    const report = await verifyTable({ ...given, stampAttribute, table, part });
    deck.done();
    const units = report.capacityUnits[0] + report.capacityUnits[1];
    telemetry.count('understudy_verifier_compared_items_total', labels, report.compared);
    telemetry.count('understudy_verifier_different_items_total', labels, report.different);
    telemetry.count('understudy_verifier_unsettled_items_total', labels, report.unsettled);
    telemetry.count('understudy_verifier_capacity_units_total', labels, units);
    telemetry.gauge('understudy_verifier_different_items', report.different, labels);
    telemetry.gauge('understudy_verifier_coverage_ratio', deck.coverage, labels);
    telemetry.gauge('understudy_verifier_sampled_timestamp_seconds', clock.wallMs() / 1_000, labels);
    if (report.different > 0) {
      telemetry.event('sample.differed', { ...labels, ...part, different: report.different });
    }
    onSample?.(report);
  } catch (error) {
    if (over(signal)) return;
    telemetry.count('understudy_verifier_failures_total', labels);
    onTrouble?.(error, table.name);
  }
}

/** Parts of a key space in a random order, drawn again after the last. */
class Deck {
  readonly total: number;
  readonly #randomness: Randomness;
  #order: Uint32Array;
  #at = 0;

  constructor(total: number, randomness: Randomness) {
    this.total = total;
    this.#randomness = randomness;
    this.#order = this.#shuffled();
  }

  /** The one to take now; it comes again until it is done. */
  next(): number {
    if (this.#at >= this.total) {
      this.#order = this.#shuffled();
      this.#at = 0;
    }
    return this.#order[this.#at] ?? 0;
  }

  done(): void {
    this.#at += 1;
  }

  /** The share that was done of this pass. */
  get coverage(): number {
    return this.#at / this.total;
  }

  #shuffled(): Uint32Array {
    const order = Uint32Array.from({ length: this.total }, (_none, at) => at);
    for (let last = this.total - 1; last > 0; last -= 1) {
      const pick = Math.floor(this.#randomness.fraction() * (last + 1));
      [order[last], order[pick]] = [order[pick] ?? 0, order[last] ?? 0];
    }
    return order;
  }
}

function over(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** DynamoDB's most segments are a million. */
function partsOf(fraction: number): number {
  if (fraction >= 1e-6 && fraction <= 1) return Math.max(1, Math.round(1 / fraction));
  throw new VerifierError('UND_VERIFIER_OPTIONS_INVALID', {
    what: `fraction is ${fraction}; expected a number from 0.000001 to 1.`,
    details: { option: 'fraction', value: fraction },
  });
}
