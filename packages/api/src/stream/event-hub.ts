import type { AuditLine, SnapshotPart, StreamEventName } from '@understudy/api-contract';
import type { Clock } from '@understudy/core';
import { repeat } from '../state/repeat.ts';
import { PART_NAMES } from '../state/rendered-snapshot.ts';
import type { ServiceState, SnapshotChange } from '../state/service-state.ts';
import type { AuditTail } from './audit-tail.ts';
import { parseAuditName } from './audit-name.ts';
import { decodeEventId, encodeEventId, type EventPlace } from './event-place.ts';
import { EventRing } from './event-ring.ts';

export interface EventHubOptions {
  readonly state: ServiceState;
  readonly clock: Clock;
  /** Absent where there are no orchestrators, and so no audit. */
  readonly tail?: Pick<AuditTail, 'lines' | 'after'>;
  readonly heartbeatMs?: number;
  readonly onFault: (error: unknown) => void;
}

/** One who listens: gets the text of each event. @returns `false` where it can't take more, so that it connects again */
export type Listener = (text: string) => boolean;

const RING = { most: 2_000, mostBytes: 8_000_000 };

/** Turns what changes into events, once for all streams, and keeps the last ones for those who come back. */
export class EventHub {
  readonly #options: EventHubOptions;
  readonly #ring = new EventRing(RING);
  readonly #listeners = new Set<Listener>();
  readonly #stopping = new AbortController();
  #audit: string | undefined;
  #running: Promise<void> | undefined;
  #endListening: (() => void) | undefined;

  constructor(options: EventHubOptions) {
    this.#options = options;
  }

  get streams(): number {
    return this.#listeners.size;
  }

  start(): void {
    const { state, tail } = this.#options;
    this.#audit = tail?.lines.at(-1)?.entry;
    this.#endListening ??= state.onChange((change) => {
      this.#change(change);
    });
    const { clock, heartbeatMs = 1_000, onFault } = this.#options;
    const { signal } = this.#stopping;
    const beat = () => {
      if (this.#listeners.size > 0) this.#tell(this.#heartbeat());
    };
    this.#running ??= repeat(beat, { clock, everyMs: heartbeatMs, signal, onFault });
  }

  async stop(): Promise<void> {
    this.#endListening?.();
    this.#stopping.abort(new Error('The API stops.'));
    this.#listeners.clear();
    await this.#running;
  }

  /** New lines of the audit, the oldest first. */
  addLines(lines: readonly AuditLine[]): void {
    const last = lines.at(-1)?.entry;
    if (last !== undefined && last > (this.#audit ?? '')) this.#audit = last;
    this.#send('audit', JSON.stringify({ entries: lines }));
  }

  /**
   * Begins a stream: with what followed the event of `lastId` where that is here, else with the whole state, and with the lines of the audit
   * that followed. @returns what ends it
   */
  async open(lastId: string | undefined, listener: Listener): Promise<() => void> {
    const place = lastId === undefined ? undefined : decodeEventId(lastId);
    const missed =
      place?.instance === this.#options.state.instance ? this.#ring.after(place.sequence) : undefined;
    if (missed !== undefined) {
      for (const { text } of missed) listener(text);
      this.#listeners.add(listener);
    } else {
      // Nothing may come between the state and what follows it; older lines of the audit may come later.
      listener(this.#reset());
      this.#listeners.add(listener);
      await this.#bringLines(place, listener);
    }
    return () => this.#listeners.delete(listener);
  }

  /** The lines that a stream of another process, or one that was away for long, has not had. */
  async #bringLines(place: EventPlace | undefined, listener: Listener): Promise<void> {
    const { tail } = this.#options;
    const name = place?.audit;
    const parsed = name === undefined ? undefined : parseAuditName(name);
    if (tail === undefined || name === undefined || parsed === undefined) return;
    const until = this.#audit ?? '';
    const known = new Set(tail.lines.map(({ entry }) => entry));
    const lines = await tail.after(name, parsed.atMs).catch(() => []);
    // Those of the reset, and those that came since, were sent already.
    const missed = lines.filter(({ entry }) => entry <= until && !known.has(entry));
    if (missed.length > 0) listener(`event: audit\ndata: ${JSON.stringify({ entries: missed })}\n\n`);
  }

  #reset(): string {
    const { state, tail } = this.#options;
    const audit = JSON.stringify(tail?.lines ?? []);
    return this.#text('reset', this.#ring.last, `{"snapshot":${state.text()},"audit":${audit}}`);
  }

  #change({ snapshot, parts, answers, modes }: SnapshotChange): void {
    const nowMs = this.#options.clock.monotonicMs();
    const { atMs, sequence, answersText, modesText } = snapshot;
    const changed = parts.map((name) => `"${name}":${snapshot.parts[name].render(nowMs)}`).join(',');
    const facts = [
      `"atMs":${String(atMs)}`,
      `"sequence":${String(sequence)}`,
      ...(answers ? [`"answers":${answersText}`] : []),
      ...(modes ? [`"modes":${modesText}`] : []),
      `"parts":{${changed}}`,
    ];
    this.#send('change', `{${facts.join(',')}}`);
  }

  #send(name: StreamEventName, data: string): void {
    const { text } = this.#ring.add((sequence) => this.#text(name, sequence, data));
    this.#tell(text);
  }

  #text(name: StreamEventName, sequence: number, data: string): string {
    const { instance } = this.#options.state;
    const id = encodeEventId({
      instance,
      sequence,
      ...(this.#audit !== undefined && { audit: this.#audit }),
    });
    return `id: ${id}\nevent: ${name}\ndata: ${data}\n\n`;
  }

  #tell(text: string): void {
    for (const listener of this.#listeners) if (!listener(text)) this.#listeners.delete(listener);
  }

  #heartbeat(): string {
    const { state, clock } = this.#options;
    const nowMs = clock.monotonicMs();
    const { parts, sequence } = state.snapshot;
    const ages: Partial<Record<SnapshotPart, number>> = {};
    for (const name of PART_NAMES) {
      const { known, seenMs } = parts[name];
      if (known && seenMs !== undefined) ages[name] = Math.max(0, Math.round(nowMs - seenMs));
    }
    const ageMs = Math.round(state.ageMs() ?? 0);
    return `event: heartbeat\ndata: ${JSON.stringify({ atMs: clock.wallMs(), ageMs, sequence, ages })}\n\n`;
  }
}
