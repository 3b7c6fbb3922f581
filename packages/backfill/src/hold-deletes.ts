import type { Limits } from '@understudy/core';
import { keyText } from '@understudy/versions';
import type { Suspect } from '@understudy/replicator';
import { awaitLink, type AwaitSettings } from './await-link.ts';
import { landingMs } from './late-writes.ts';
import { repeatRequest } from './repeat-request.ts';
import type { JobStore } from './job-store.ts';
import { superseded } from './copy-tracker.ts';
import type { Job } from './types.ts';

export interface HoldSettings extends AwaitSettings {
  readonly limits: Pick<Limits, 'maxRequestAgeMs' | 'drift'>;
  readonly onStep: (step: string, facts: Readonly<Record<string, unknown>>) => void;
}

/**
 * Has the link leave tombstones, and keep its deletes in mind, until the copy is over (docs/reasoning/decisions/0012-backfill.md).
 * @throws BackfillError `UND_BACKFILL_LINK_SILENT`, `UND_BACKFILL_SUPERSEDED`
 */
export async function holdDeletes(
  job: Job,
  jobs: Pick<JobStore, 'requestHold'>,
  settings: HoldSettings,
): Promise<void> {
  const { store, link, onStep } = settings;
  const { id } = job;
  const asked = await repeatRequest(async () => {
    if (await jobs.requestHold(link, job)) return true;
    return (await store.readHold(link))?.token === id;
  }, settings);
  if (!asked) throw superseded(link);
  onStep('backfill.tombstones_asked', { ...link });
  await awaitLink(async () => {
    const hold = await store.readHold(link);
    // It was stored: the process that removed it has ended the job, while this process was frozen.
    if (hold?.token !== id) throw superseded(link);
    return hold.seenBy !== undefined;
  }, settings);
}

/**
 * Lets the link look at its deletes again, and waits until it has. A key that goes on being deleted has a new row each
 * time; those of a time when no copy can land any more are not waited for, or it might never end.
 * @throws BackfillError `UND_BACKFILL_LINK_SILENT`
 */
export async function letDeletesGo({ id }: Job, settings: HoldSettings): Promise<void> {
  const { store, link, limits, clock, onStep } = settings;
  await repeatRequest(() => store.dropHold(link, id), settings);
  const landedMs = clock.monotonicMs() + landingMs(limits);
  const kept = await repeatRequest(() => store.readSuspects(link), settings);
  if (kept.length > 0) onStep('backfill.rechecking', { ...link, deletes: kept.length });
  const keys = new Set(kept.map(({ key }) => keyText(key)));
  let last: ReadonlySet<string> | undefined;
  await awaitLink(async () => {
    const isLanded = clock.monotonicMs() >= landedMs;
    const open = (await store.readSuspects(link)).filter(({ key }) => keys.has(keyText(key))).map(nameOf);
    if (isLanded) last ??= new Set(open);
    return !open.some((name) => last?.has(name) ?? true);
  }, settings);
}

function nameOf({ key, versionText }: Suspect): string {
  return `${keyText(key)} ${versionText}`;
}
