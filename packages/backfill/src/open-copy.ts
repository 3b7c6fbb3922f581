import type { Clock, Limits, Randomness } from '@understudy/core';
import type { LeaseHolder } from '@understudy/route';
import { boundRequests, DynamoLinkStore } from '@understudy/replicator';
import type { LinkName } from '@understudy/links';
import { DynamoJobStore } from './adapters/dynamo-job-store.ts';
import type { CopyContext } from './copy-context.ts';
import { landingMs, LateWrites } from './late-writes.ts';
import { RateLimit } from './rate-limit.ts';
import { Slots } from './slots.ts';
import type { CopyOptions } from './options.ts';
import type { CopiedTable, CopyClients, FailedItem, Job } from './types.ts';
import { WriterWatch } from './writer-watch.ts';

export interface CopySettings {
  readonly link: LinkName;
  readonly table: CopiedTable;
  readonly clients: CopyClients;
  readonly lease: LeaseHolder;
  readonly limits: Limits;
  readonly options: CopyOptions;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly signal: AbortSignal;
  readonly onTrouble: (error: unknown) => void;
}

/**
 * How long in ms a copy's answer is waited for; other requests have `attemptTimeoutMs`. No caller waits for a copy. An answer that
 * comes late says that the request is over; one that was given up may land for as long as its signature is valid
 * (docs/reasoning/decisions/0012-backfill.md, "A slow answer").
 */
export const ANSWER_MS = 60_000;

/** The stores in the target region, and in the source that of the link the other way; each request has a time limit. */
export function openStores({ clients, clock, limits }: Pick<CopySettings, 'clients' | 'clock' | 'limits'>) {
  const bound = { clock, limitMs: limits.attemptTimeoutMs };
  const client = boundRequests(clients.target, bound);
  return {
    jobs: new DynamoJobStore(client),
    links: new DynamoLinkStore(client),
    linksBack: new DynamoLinkStore(boundRequests(clients.source, bound)),
  };
}

/** What a job's steps are given: clients whose requests are bounded by what they rest on; `holds`: by the process's right to them. */
export function openCopy(
  { link, table, clients, lease, limits, options, clock, randomness, signal, onTrouble }: CopySettings,
  { epoch, reseed, replaced }: Pick<Job, 'epoch' | 'reseed' | 'replaced'>,
  onFailed: (failed: FailedItem) => void,
  holds: () => boolean,
): CopyContext {
  const writer = new WriterWatch({ lease, holds, source: link.source, epoch });
  const late = new LateWrites(clock, landingMs(limits));
  const bound = { clock, limitMs: limits.attemptTimeoutMs };
  const onAmbiguous = () => late.note();
  return {
    table,
    source: link.source,
    target: link.target,
    reseed,
    lowered: replaced !== undefined,
    options,
    reads: boundRequests(clients.source, bound),
    plain: boundRequests(clients.target, {
      ...bound,
      limitMs: ANSWER_MS,
      onAmbiguous,
      mayStillSend: () => writer.mode() === 'plain',
    }),
    guarded: boundRequests(clients.target, {
      ...bound,
      limitMs: ANSWER_MS,
      onAmbiguous,
      mayStillSend: () => ['plain', 'guarded'].includes(writer.mode()),
    }),
    writer,
    late,
    slots: new Slots(options.concurrency),
    readLimit: new RateLimit(clock, options.readUnits),
    writeLimit: new RateLimit(clock, options.writeUnits),
    clock,
    randomness,
    signal,
    onTrouble,
    onFailed,
  };
}
