import type { Decision, ServiceView, WatchedDecision } from '@understudy/findings';

/** Remembers since when things have been as they are. */
export class DecisionWatch {
  #last: WatchedDecision | undefined;
  #signature = '';

  get last(): WatchedDecision | undefined {
    return this.#last;
  }

  /** @returns whether anything but figures has changed since the decision before. */
  note({ atMs }: Pick<ServiceView, 'atMs'>, decision: Decision): boolean {
    const before = this.#last;
    const since = (known: Readonly<Record<string, number>>, keys: readonly string[]) =>
      Object.fromEntries(keys.map((key) => [key, known[key] ?? atMs]));
    const findings = decision.findings.map(({ code, subject }) => `${code} ${subject}`);
    const blocks = decision.blocks.map(({ code }) => code);
    this.#last = {
      decision,
      atMs,
      findingsSinceMs: since(before?.findingsSinceMs ?? {}, findings),
      blockedSinceMs: since(before?.blockedSinceMs ?? {}, blocks),
      ...(decision.wanted !== undefined && { wantedSinceMs: before?.wantedSinceMs ?? atMs }),
    };
    const { wanted } = decision;
    const signature = JSON.stringify([
      findings,
      blocks,
      wanted?.to,
      wanted?.agreeing,
      wanted?.confirmedBy,
      decision.acts,
    ]);
    const changed = signature !== this.#signature;
    this.#signature = signature;
    return changed;
  }
}
