import { ReplicationWorker, type RegionClients } from '@understudy/replicator';
import type { Sender } from '@understudy/route-store';
import { FOREIGN_TABLE, LIMITS, LINK, tablesOf } from '../limits.ts';
import { REGIONS } from '../other-of.ts';
import type { Parts } from './parts.ts';
import { storesOf, leaseOf } from './stores-of.ts';

/** How long a worker that refused to start is left, in ms. */
const RESTART_MS = 500;

/** A replication worker with its links. */
export class WorkerActor {
  readonly worker: ReplicationWorker;

  constructor(parts: Parts) {
    const { process, randomness, telemetry, history } = parts;
    const stores = storesOf(parts);
    const lease = leaseOf(parts, stores);
    const clients = Object.fromEntries(
      REGIONS.map((region) => {
        const sender = stores.senders[region] as Sender;
        return [region, { dynamodb: sender, streams: sender as unknown as RegionClients['streams'] }];
      }),
    );
    this.worker = new ReplicationWorker({
      tables: tablesOf(history.mix).map((name) => ({
        name,
        writes: name === FOREIGN_TABLE ? ('foreign' as const) : ('stamped' as const),
      })),
      regions: [REGIONS[0], REGIONS[1]],
      clients,
      lease,
      fences: stores.fences,
      limits: LIMITS,
      options: { ...LINK, concurrency: history.mix.concurrency },
      clock: process,
      randomness,
      telemetry,
    });
    void this.#begin(process);
  }

  /** As a service manager does: what refused to start is started again. */
  async #begin(process: Parts['process']): Promise<void> {
    for (let isRunning = false; !isRunning;) {
      isRunning = await this.worker.start().then(
        () => true,
        () => false,
      );
      if (!isRunning) await process.sleep(RESTART_MS);
    }
  }
}
