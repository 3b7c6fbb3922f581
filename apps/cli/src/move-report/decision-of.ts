import type { AuditEntry, Decision, ServiceView } from '@understudy/findings';

/** A decision of the audit, and the view that it was made of. */
export interface AuditedDecision {
  readonly atMs: number;
  readonly decision: Decision;
  readonly view: ServiceView;
}

/** The decision of an entry; `undefined` for every other entry, and where its data were too large to be kept. */
export function decisionOf({ kind, atMs, data }: AuditEntry): AuditedDecision | undefined {
  if (kind !== 'decision' || data === undefined) return undefined;
  const { decision, view } = data as {
    readonly decision?: Partial<Decision>;
    readonly view?: Partial<ServiceView>;
  };
  const isKnown =
    Array.isArray(decision?.findings) && Array.isArray(decision.blocks) && Array.isArray(view?.reports);
  return isKnown ? { atMs, decision: decision as Decision, view: view as ServiceView } : undefined;
}
