import type { Limits } from '@understudy/core';
import { RestWatch, type LinkStore } from '@understudy/replicator';
import type { LinkName } from '@understudy/links';
import type { CopyContext } from './copy-context.ts';
import { repeatRequest } from './repeat-request.ts';

export interface RestSettings extends Pick<CopyContext, 'clock' | 'randomness' | 'signal' | 'onTrouble'> {
  readonly link: LinkName;
  /** The store of the source, where the link the other way keeps its records. */
  readonly store: Pick<LinkStore, 'readLeader' | 'readStatus'>;
  readonly limits: Limits;
  readonly onStep: (step: string, facts: Readonly<Record<string, unknown>>) => void;
}

const LOOK_MS = 1_000;

/**
 * Resolves when nothing can land in the source any more that the link the other way has sent: what came later the
 * target would lack for good, where it has forgotten that it was its own (docs/reasoning/decisions/0012-backfill.md).
 */
export async function awaitRest(settings: RestSettings): Promise<void> {
  const { link, store, limits, clock, signal, onStep } = settings;
  const back = { ...link, source: link.target, target: link.source };
  const watch = new RestWatch(limits);
  for (let looks = 1; ; looks += 1) {
    const [leader, status] = await repeatRequest(
      () => Promise.all([store.readLeader(back), store.readStatus(back)]),
      settings,
    );
    if (watch.look(leader, status, clock.monotonicMs())) return;
    if (looks === 2) {
      const why = `what the link from ${back.source} to ${back.target} has sent may still land`;
      onStep('backfill.waiting', { ...link, mostMs: limits.maxRequestAgeMs, why });
    }
    await clock.sleep(LOOK_MS, signal);
  }
}
