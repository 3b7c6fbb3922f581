import { MeteredService, SETTLED_MS, TABLE } from './metered-service.ts';

/** What is billed for one table, or one process, in one second at rest. */
export interface RestingCosts {
  /** Reads of the writer's and of the standby's stream, each with one shard. */
  readonly streamReads: { readonly writer: number; readonly standby: number };
  /** Of Understudy's tables in both regions, for the leader of both links. */
  readonly links: { readonly reads: number; readonly writes: number };
  /** The same for one worker that waits to take over. */
  readonly follower: { readonly reads: number; readonly writes: number };
  /** Reads of the route by one process. */
  readonly routeReads: number;
  /** Reads of the fences of both regions by one daemon. */
  readonly monitorReads: number;
}

/** As long as the slowest of what repeats at rest. */
const SECONDS = 60;

/** Minutes of real links, leases and monitors with their defaults, without a write. */
export async function measureResting(): Promise<RestingCosts> {
  const service = new MeteredService();
  await service.createRoute();
  const count = async () => {
    service.forget();
    await service.clock.advance(SECONDS * 1_000);
    const units = [service.writer, service.standby].map((region) => region.unitsBut(TABLE));
    return {
      reads: units.reduce((sum, { reads }) => sum + reads, 0) / SECONDS,
      writes: units.reduce((sum, { writes }) => sum + writes, 0) / SECONDS,
      route: service.witness.unitsBut('').reads / SECONDS,
    };
  };
  const lease = service.startLease();
  await service.during(lease.refresh());
  const routeReads = (await count()).route;
  await service.startMonitor();
  const monitor = await count();
  await service.startWorker(lease);
  await service.clock.advance(SETTLED_MS);
  const leading = await count();
  const streamReads = {
    writer: service.writer.streamReads / SECONDS,
    standby: service.standby.streamReads / SECONDS,
  };
  await service.startWorker(lease);
  const both = await count();
  await service.end();
  const lessOf = (more: typeof both, less: typeof both) => ({
    reads: more.reads - less.reads,
    writes: more.writes - less.writes,
  });
  return {
    streamReads,
    links: lessOf(leading, monitor),
    follower: lessOf(both, leading),
    routeReads,
    monitorReads: monitor.reads,
  };
}
