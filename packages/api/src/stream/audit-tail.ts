import type { AuditLine } from '@understudy/api-contract';
import type { ControlStore } from '@understudy/control-store';
import { isUnderstudyError, type Clock } from '@understudy/core';
import { repeat } from '../state/repeat.ts';
import { toAuditLine } from './audit-name.ts';

export interface AuditTailOptions {
  readonly control: Pick<ControlStore, 'readAudit'>;
  readonly clock: Clock;
  readonly everyMs: number;
  /** Gets new lines, the oldest first. */
  readonly onLines: (lines: readonly AuditLine[]) => void;
  /** Gets faults of this program; a store that does not answer is asked again. */
  readonly onFault: (error: unknown) => void;
}

/** Writers' clocks differ: a line may come later than one of a later time. In ms. */
const OVERLAP_MS = 5_000;
const KEPT = 50;
const MOST = 2_000;

/** Follows the audit: each new line once. */
export class AuditTail {
  readonly #options: AuditTailOptions;
  readonly #stopping = new AbortController();
  readonly #sent = new Set<string>();
  #lines: readonly AuditLine[] = [];
  #fromMs: number | undefined;
  #running: Promise<void> | undefined;

  constructor(options: AuditTailOptions) {
    this.#options = options;
  }

  /** The last lines, the oldest first. */
  get lines(): readonly AuditLine[] {
    return this.#lines;
  }

  start(): void {
    const { clock, everyMs, onFault } = this.#options;
    this.#running ??= repeat(() => this.readNow(), {
      clock,
      everyMs,
      signal: this.#stopping.signal,
      onFault: (error) => {
        if (!isUnderstudyError(error) && !this.#stopping.signal.aborted) onFault(error);
      },
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The API stops.'));
    await this.#running;
  }

  /** Lines after one, from the store, at most `MOST`; those that this process sent are among them. */
  async after(name: string, atMs: number): Promise<readonly AuditLine[]> {
    const lines = await this.#read({ fromMs: atMs });
    return lines.filter(({ entry }) => entry > name);
  }

  async readNow(): Promise<void> {
    const first = this.#fromMs === undefined;
    const lines = first
      ? (await this.#read({ limit: KEPT, newestFirst: true })).toReversed()
      : await this.#read({ fromMs: this.#fromMs ?? 0 });
    const fresh = lines.filter(({ entry }) => !this.#sent.has(entry));
    if (fresh.length > 0) {
      this.#lines = [...this.#lines, ...fresh].slice(-KEPT);
      if (!first) this.#options.onLines(fresh);
    }
    const newestMs = this.#lines.at(-1)?.atMs ?? this.#options.clock.wallMs();
    this.#fromMs = Math.max(0, newestMs - OVERLAP_MS);
    // What is older than the overlap is not read again.
    this.#sent.clear();
    for (const { entry } of [...lines, ...this.#lines]) this.#sent.add(entry);
  }

  async #read(query: {
    fromMs?: number;
    limit?: number;
    newestFirst?: boolean;
  }): Promise<readonly AuditLine[]> {
    const { control } = this.#options;
    const lines: AuditLine[] = [];
    for await (const entry of control.readAudit({ limit: MOST, ...query }, this.#stopping.signal))
      lines.push(toAuditLine(entry));
    return lines;
  }
}
