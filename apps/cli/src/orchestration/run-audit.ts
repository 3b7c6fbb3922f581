import type { CommandContext } from '@understudy/command-line';
import type { AuditEntry } from '@understudy/findings';
import { renderAudit } from './render-audit.ts';
import type { OpenedControl } from './with-control-store.ts';

export interface AuditRequest {
  /** In ms before now. */
  readonly since: number | undefined;
  readonly limit: number;
}

/** Shows the newest entries of the audit. @throws what the store throws */
export async function runAudit(
  { store }: Pick<OpenedControl, 'store'>,
  { since, limit }: AuditRequest,
  context: CommandContext,
): Promise<void> {
  const fromMs = since === undefined ? {} : { fromMs: context.clock.wallMs() - since };
  const entries: AuditEntry[] = [];
  for await (const entry of store.readAudit({ ...fromMs, limit, newestFirst: true }, context.signal))
    entries.push(entry);
  context.result(entries, renderAudit);
  if (entries.length === limit) context.err(`These are the newest ${limit}; --limit shows more.\n`);
}
