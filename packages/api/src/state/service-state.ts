import { systemRandomness, type Clock, type Randomness } from '@understudy/core';
import type { ServiceFacts, SnapshotPart } from '@understudy/api-contract';
import type { RouteSnapshot } from '@understudy/route';
import { fiveAnswersOf } from './answers/five-answers-of.ts';
import { modesOf } from './answers/modes-of.ts';
import type { ApiSources } from './api-sources.ts';
import { FactsReader } from './facts-reader.ts';
import type { Facts } from './facts.ts';
import { lastOf, type Reading } from './reading.ts';
import { PART_NAMES, renderParts, type RenderedSnapshot } from './rendered-snapshot.ts';
import { moveOf, snapshotValues, type PartValues } from './snapshot-values.ts';

export interface ServiceStateOptions {
  readonly sources: ApiSources;
  readonly clock: Clock;
  readonly randomness?: Randomness;
  /** From one reading of the control store to the next, in ms. */
  readonly everyMs?: number;
  /** Gets faults of this program; what can't be read is a part of the state. */
  readonly onFault: (error: unknown) => void;
}

/** What a snapshot changed. */
export interface SnapshotChange {
  readonly snapshot: RenderedSnapshot;
  readonly parts: readonly SnapshotPart[];
  readonly answers: boolean;
  readonly modes: boolean;
}

/** The state of the service, read once for all requests and streams. */
export class ServiceState {
  /** Drawn at the start of the process. */
  readonly instance: string;
  readonly #reader: FactsReader;
  readonly #clock: Clock;
  readonly #service: string;
  readonly #listeners = new Set<(change: SnapshotChange) => void>();
  #facts: Facts;
  #values: PartValues;
  #snapshot: RenderedSnapshot;

  constructor({
    sources,
    clock,
    randomness = systemRandomness,
    everyMs = 1_000,
    onFault,
  }: ServiceStateOptions) {
    this.instance = randomness.unique().replaceAll(/[^\w-]/g, '');
    this.#clock = clock;
    this.#service = JSON.stringify(serviceFacts(sources));
    const onRead = () => {
      this.#refresh();
    };
    this.#reader = new FactsReader({ sources, clock, everyMs, onRead, onFault });
    this.#facts = this.#reader.facts();
    this.#values = snapshotValues(this.#facts);
    this.#snapshot = this.#render(0);
  }

  /** Begins to read, and waits for the first readings of the route and of what orchestrators share. */
  async start(): Promise<void> {
    await this.#reader.start();
    this.#refresh();
  }

  async stop(): Promise<void> {
    await this.#reader.stop();
  }

  get facts(): Facts {
    return this.#facts;
  }

  get values(): PartValues {
    return this.#values;
  }

  get snapshot(): RenderedSnapshot {
    return this.#snapshot;
  }

  /** The route as it was read last. */
  get route(): Reading<RouteSnapshot> {
    return this.#facts.route;
  }

  /** Reads the control store now, so that what a request has just written shows. */
  async readNow(): Promise<void> {
    await this.#reader.readControl();
  }

  /** Calls `listener` with each change of the snapshot. @returns what ends that */
  onChange(listener: (change: SnapshotChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Age in ms of what the control store answers for; `undefined` where it never answered. */
  ageMs(): number | undefined {
    const { control, route } = this.#facts;
    const seen = [route, ...(control === undefined ? [] : [control])].map(
      (each) => lastOf<unknown>(each)?.seenMs,
    );
    if (seen.includes(undefined)) return undefined;
    const oldest = Math.min(...seen.map((each) => each ?? -Infinity));
    return Math.max(0, this.#clock.monotonicMs() - oldest);
  }

  /** The whole snapshot as JSON. */
  text(): string {
    const { atMs, sequence, answersText, modesText, parts } = this.#snapshot;
    const nowMs = this.#clock.monotonicMs();
    const head = JSON.stringify({
      atMs,
      ageMs: Math.round(this.ageMs() ?? 0),
      instance: this.instance,
      sequence,
    }).slice(1, -1);
    const rendered = PART_NAMES.map((name) => `"${name}":${parts[name].render(nowMs)}`).join(',');
    return `{"service":${this.#service},${head},"answers":${answersText},"modes":${modesText},${rendered}}`;
  }

  #refresh(): void {
    const before = this.#snapshot;
    this.#facts = this.#reader.facts();
    this.#values = snapshotValues(this.#facts);
    this.#snapshot = this.#render(before.sequence + 1);
    const { parts, answersText, modesText } = this.#snapshot;
    const changed = PART_NAMES.filter((name) => parts[name].fingerprint !== before.parts[name].fingerprint);
    const answers = answersText !== before.answersText;
    const modes = modesText !== before.modesText;
    if (changed.length === 0 && !answers && !modes) return;
    for (const listener of this.#listeners)
      listener({ snapshot: this.#snapshot, parts: changed, answers, modes });
  }

  #render(sequence: number): RenderedSnapshot {
    const move = lastOf(moveOf(this.#facts))?.value ?? null;
    const answers = fiveAnswersOf(this.#facts, move);
    const modes = modesOf(this.#facts);
    return {
      atMs: this.#facts.nowMs,
      sequence,
      answers,
      answersText: JSON.stringify(answers),
      modes,
      modesText: JSON.stringify(modes),
      parts: renderParts(this.#values),
    };
  }
}

function serviceFacts({ topology, localCloud }: ApiSources): ServiceFacts {
  const { service, regions, tables, orchestrator } = topology;
  return {
    name: service,
    regions: regions.data.map(({ name }) => name),
    witness: regions.witness.endpoints.map(({ name }) => name).join(', '),
    tables: tables.map(({ name, writes, conflicts }) => ({ name, writes, conflicts })),
    orchestrators: orchestrator !== undefined,
    servers: orchestrator?.servers !== undefined,
    programs: (orchestrator?.programs.length ?? 0) > 0,
    localCloud: localCloud !== undefined,
  };
}
