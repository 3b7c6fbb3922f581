import type { Clock } from '@understudy/core';
import type { ControlStore } from '@understudy/control-store';
import type { AuditEntry } from '@understudy/findings';

export interface AuditQueueOptions {
  readonly by: string;
  /** Drawn when the process starts: no two of them write the same id. */
  readonly instance: string;
  readonly control: Pick<ControlStore, 'append'>;
  readonly clock: Clock;
}

/** The most entries that wait for the control store; older ones are dropped, and counted in the next that is written. */
const MOST = 1_000;
const DIGITS = 8;

/** Writes the audit in order. What the control store does not take now is kept, and written when it does again. */
export class AuditQueue {
  readonly #options: AuditQueueOptions;
  readonly #waiting: AuditEntry[] = [];
  #count = 0;
  #dropped = 0;
  #writing: Promise<void> | undefined;

  constructor(options: AuditQueueOptions) {
    this.#options = options;
  }

  /** How many entries are not written yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  add(kind: AuditEntry['kind'], what: string, data?: AuditEntry['data']): void {
    const { by, instance, clock } = this.#options;
    this.#count += 1;
    const id = `${instance}-${String(this.#count).padStart(DIGITS, '0')}`;
    const lost = this.#dropped === 0 ? '' : ` (${String(this.#dropped)} earlier entries were dropped)`;
    this.#dropped = 0;
    this.#waiting.push({ atMs: clock.wallMs(), id, by, kind, what: what + lost, ...(data && { data }) });
    if (this.#waiting.length > MOST) {
      this.#waiting.shift();
      this.#dropped += 1;
    }
  }

  /** Writes what waits, oldest first; stops at the first that the store does not take. Never throws. */
  async flush(): Promise<void> {
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
    await this.#writing;
  }

  async #write(): Promise<void> {
    for (let [first] = this.#waiting; first !== undefined; [first] = this.#waiting) {
      const entry = first;
      const written = await this.#options.control.append(entry).then(
        () => true,
        () => false,
      );
      if (!written) return;
      const at = this.#waiting.indexOf(entry);
      if (at >= 0) this.#waiting.splice(at, 1);
    }
  }
}
