import type { Labels } from '@understudy/core';

/** How often each thing happened that a run has to have seen. */
export class Coverage {
  readonly counts = new Map<string, number>();

  count(what: string, by = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + by);
  }

  /** A counter of the code's own telemetry. */
  counted(name: string, labels: Labels | undefined, by: number): void {
    if (name.startsWith('understudy_replicator_') || name.startsWith('understudy_route_'))
      this.count(labels?.by === undefined ? name : `${name} ${labels.by}`, by);
  }

  /** An event of the code's own telemetry. */
  heard(name: string, facts: Readonly<Record<string, unknown>>): void {
    const detail = facts.kind ?? facts.reason ?? facts.code ?? facts.handover ?? facts.at;
    const isShort = typeof detail === 'boolean' || (typeof detail === 'string' && !detail.includes(' '));
    this.count(isShort ? `${name} ${detail}` : name);
  }
}
