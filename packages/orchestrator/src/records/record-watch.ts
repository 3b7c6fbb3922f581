import type { Clock } from '@understudy/core';
import type { RecordSight } from '@understudy/findings';
import { takeLook } from '@understudy/observers';
import type { DnsRecordSpec } from '@understudy/topology';
import type { DnsZone } from './dns-zone.ts';
import { recordName } from './record-name.ts';

export interface RecordWatchOptions {
  readonly records: readonly DnsRecordSpec[];
  readonly zone: Pick<DnsZone, 'look'>;
  readonly clock: Clock;
  /** Whether it looks now: only the leader does. */
  readonly mayLook: () => boolean;
}

/** Two calls a record: Linode takes 200 lists a minute of one account. */
const EVERY_MS = 30_000;
/** Without the lead it waits for it. */
const IDLE_MS = 1_000;
const LIMIT_MS = 15_000;

/** Looks again and again where the records lead, as long as its orchestrator leads. */
export class RecordWatch {
  readonly #options: RecordWatchOptions;
  readonly #sights = new Map<string, RecordSight>();
  readonly #stopping = new AbortController();
  #running: Promise<unknown> | undefined;

  constructor(options: RecordWatchOptions) {
    this.#options = options;
  }

  /** Begins to look; a second call changes nothing. */
  start(): void {
    this.#running ??= this.#watch();
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The watch was stopped.'));
    await this.#running;
  }

  /** What is known of the records, in their order; those that have not been looked at yet are not among them. */
  sights(): readonly RecordSight[] {
    return this.#options.records.flatMap((record) => this.#sights.get(recordName(record)) ?? []);
  }

  async #watch(): Promise<void> {
    const { clock, mayLook } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const looks = mayLook();
      // What was seen while it led says nothing when it leads again.
      if (!looks) this.#sights.clear();
      if (looks) await this.#lookAtAll();
      await clock.sleep(looks ? EVERY_MS : IDLE_MS, signal).catch(() => undefined);
    }
  }

  async #lookAtAll(): Promise<void> {
    for (const record of this.#options.records) {
      if (this.#stopping.signal.aborted) return;
      this.#sights.set(recordName(record), await this.#look(record));
    }
  }

  async #look(record: DnsRecordSpec): Promise<RecordSight> {
    const { clock, zone } = this.#options;
    const { signal } = this.#stopping;
    const name = recordName(record);
    const look = () => zone.look(record);
    const looked = await takeLook({ target: name, look, clock, limitMs: LIMIT_MS, signal });
    const { atMs } = looked;
    if (looked.kind !== 'seen') return { name, atMs, kind: 'unseen', why: looked.why };
    const { value } = looked;
    const facts = { name, atMs, ...(value.mayWrite !== undefined && { mayWrite: value.mayWrite }) };
    if (value.kind === 'missing') return { ...facts, kind: 'missing', why: value.why };
    const { target, ttlSec } = value.record;
    return { ...facts, kind: 'seen', target, ttlSec };
  }
}
