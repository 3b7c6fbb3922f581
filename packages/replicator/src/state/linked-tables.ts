import type { LinkName } from '@understudy/links';
import { ReplicatorError } from '../errors.ts';
import type { LinkContext } from '../link-context.ts';
import { retryUntilDone } from '../retry-until-done.ts';
import type { StreamShards } from '../stream/stream-reader.ts';
import { judgeTables, type TablesItem } from './judge-tables.ts';
import type { LinkStore, ShardPosition } from './link-store.ts';
import { requireTable } from './require-table.ts';
import type { RetentionWindow } from './retention-window.ts';

export interface LinkedTablesSettings {
  readonly context: LinkContext;
  readonly store: Pick<LinkStore, 'noteTables' | 'noteGap'>;
  readonly owner: string;
  readonly retention: RetentionWindow;
  /** The id of the target's table when the link was checked, where its service tells one. */
  readonly targetId: string | undefined;
  /** As the store has them; before a link noted any, the stream of its checkpoints. */
  readonly kept: TablesItem | undefined;
}

/** How often in ms the target's table is looked at while the link leads. */
const CHECK_TARGET_MS = 30_000;

/** What a link knows of its tables, as far as checkpoints tell: links of earlier releases noted no more. */
export function tablesOf(
  kept: TablesItem | undefined,
  positions: readonly ShardPosition[],
): TablesItem | undefined {
  if (kept !== undefined) return kept;
  const streams = positions.map(({ stream }) => stream).sort();
  const stream = streams.at(-1);
  return stream === undefined ? undefined : { stream };
}

/** Which tables a leader replicates. Another stream or another table is noticed at the first listing that shows it. */
export class LinkedTables {
  readonly #settings: LinkedTablesSettings;
  #kept: TablesItem | undefined;
  #targetId: string | undefined;
  #checkedMs: number;

  constructor(settings: LinkedTablesSettings) {
    this.#settings = settings;
    this.#kept = settings.kept;
    this.#targetId = settings.targetId;
    this.#checkedMs = settings.context.clock.monotonicMs();
  }

  /**
   * Compares a listing with what is known, and notes what is new: first the gap, where changes may be missing, then the
   * tables. `false`: the listing is of an earlier stream.
   * @throws ReplicatorError `UND_REPLICATOR_TABLE_REPLACED`; the signal's reason
   */
  async admit({ stream, tableId }: Pick<StreamShards, 'stream' | 'tableId'>): Promise<boolean> {
    const { context, store, owner, retention } = this.#settings;
    await this.#checkTarget();
    const { name, counters, onEvent, route } = context;
    const seen: TablesItem = { stream, sourceId: tableId, targetId: this.#targetId ?? this.#kept?.targetId };
    const verdict = judgeTables(this.#kept, seen, route.sourceRole());
    if (verdict === 'same' || verdict === 'stale') return verdict === 'same';
    if (verdict === 'replaced') throw replaced(name, this.#kept, seen);
    if (verdict === 'gap') {
      counters.gap();
      const gap = retention.openGap();
      onEvent('stream.gap_found', { ...name, stream, before: this.#kept?.stream, ...gap });
      await retryUntilDone(() => store.noteGap(name, owner, gap), context);
    }
    await retryUntilDone(() => store.noteTables(name, owner, seen), context);
    this.#kept = seen;
    return true;
  }

  /**
   * Looks at the target's table now, so that the next listing is compared with what it is: a barrier must not be reached
   * for a table that was made again since the last look. Waits while it does not answer, or is not there.
   * @throws the signal's reason
   */
  async lookAtTarget(): Promise<void> {
    const { context } = this.#settings;
    this.#checkedMs = context.clock.monotonicMs();
    await retryUntilDone(() => this.#readTarget(), context);
  }

  /** Looks now and then whether the target's table is still the same. */
  async #checkTarget(): Promise<void> {
    const { clock, onTrouble } = this.#settings.context;
    const nowMs = clock.monotonicMs();
    if (nowMs - this.#checkedMs < CHECK_TARGET_MS) return;
    this.#checkedMs = nowMs;
    await this.#readTarget().catch(onTrouble);
  }

  async #readTarget(): Promise<void> {
    const { clients, name } = this.#settings.context;
    const { TableId } = await requireTable(clients.guarded, name.target, name.table);
    this.#targetId = TableId ?? this.#targetId;
  }
}

/** The source's table is not the one that the link has replicated in this epoch. */
export function replaced(
  { table, source, target }: LinkName,
  kept: TablesItem | undefined,
  seen: TablesItem,
): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_TABLE_REPLACED', {
    what: `Table ${table} in ${source} was deleted and created again (id ${String(seen.sourceId)}, was ${String(kept?.sourceId)}): what it writes now would count in ${target} as older than what was replicated before.`,
    details: { table, source, target, was: kept?.sourceId, is: seen.sourceId },
  });
}
