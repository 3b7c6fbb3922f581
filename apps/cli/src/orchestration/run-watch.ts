import type { CommandContext } from '@understudy/command-line';
import { type AuditEntry, plainLine } from '@understudy/findings';
import { timeText } from '../time-text.ts';
import type { OpenedControl } from './with-control-store.ts';

const EVERY_MS = 1_000;
/** Entries come from several clocks: those of so long before the last one are read again, and shown once. */
const OVERLAP_MS = 30_000;

/** Writes new entries of the audit until the context's signal is aborted. @throws what the store throws */
export async function runWatch(
  { store }: Pick<OpenedControl, 'store'>,
  { clock, signal, out, err }: CommandContext,
): Promise<void> {
  const shown = new Map<string, number>();
  const startMs = clock.wallMs();
  let fromMs = startMs;
  err('Watching what the orchestrators decide and do. Press Ctrl-C to end.\n');
  while (!signal.aborted) {
    for await (const entry of store.readAudit({ fromMs: fromMs - OVERLAP_MS }, signal)) {
      if (shown.has(keyOf(entry))) continue;
      shown.set(keyOf(entry), entry.atMs);
      if (entry.atMs >= startMs) out(`${lineOf(entry)}\n`);
    }
    fromMs = Math.max(fromMs, ...shown.values());
    for (const [key, atMs] of shown) if (atMs < fromMs - OVERLAP_MS) shown.delete(key);
    await clock.sleep(EVERY_MS, signal).catch(() => undefined);
  }
}

function keyOf({ atMs, id }: AuditEntry): string {
  return `${String(atMs)} ${id}`;
}

function lineOf({ atMs, by, kind, what }: AuditEntry): string {
  return `${timeText(atMs)}  ${plainLine(by)}  ${kind}  ${plainLine(what)}`;
}
