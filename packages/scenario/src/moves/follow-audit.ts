import type { Clock } from '@understudy/core';
import type { ControlStore } from '@understudy/control-store';
import type { AuditEntry, Decision } from '@understudy/findings';

export interface FollowAuditOptions {
  readonly control: Pick<ControlStore, 'readAudit'>;
  readonly clock: Clock;
  readonly say: (sentence: string) => void;
  readonly signal: AbortSignal;
}

const EVERY_MS = 500;
/** Entries come from several clocks: those of so long before the last one are read again, and said once. */
const OVERLAP_MS = 5_000;

/** Says what orchestrators write into the audit about moves, each entry once, until the signal is aborted. Never throws. */
export async function followAudit({ control, clock, say, signal }: FollowAuditOptions): Promise<void> {
  const said = new Set<string>();
  let lastMs = OVERLAP_MS;
  while (!signal.aborted) {
    try {
      for await (const entry of control.readAudit({ fromMs: lastMs - OVERLAP_MS }, signal)) {
        const key = `${String(entry.atMs)} ${entry.id}`;
        if (said.has(key)) continue;
        said.add(key);
        lastMs = Math.max(lastMs, entry.atMs);
        if (isOfInterest(entry)) say(`  ${entry.by}: ${entry.what}`);
      }
    } catch {
      // The control store is away, or the run ends: what was not read now is read later.
    }
    await clock.sleep(EVERY_MS, signal).catch(() => undefined);
  }
}

/** What changes while nothing has to be moved is for `understudy watch`. */
function isOfInterest({ kind, data }: AuditEntry): boolean {
  if (kind !== 'decision') return true;
  const { decision } = (data ?? {}) as { readonly decision?: Partial<Decision> };
  return decision === undefined || decision.wanted !== undefined;
}
