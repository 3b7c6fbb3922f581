import type { Clock } from '@understudy/core';
import type { LinkName } from '@understudy/links';
import { DynamoLinkStore } from '@understudy/replicator';
import type { RouteSnapshot } from '@understudy/route';
import { mapTables, type OpenedService } from '@understudy/service';
import { countLedger } from './count-ledger.ts';
import { describeFailure } from './describe-failure.ts';
import type { LinkLine, RegionStatus, ServiceStatus, Unreadable } from './types.ts';

/** A live leader reports at least this often; an older report counts as silence. In ms. */
const REPORT_AGE_MS = 15_000;

/** A status, and the error that kept the route from being read. */
export interface ReadStatus {
  readonly status: ServiceStatus;
  readonly routeError: Error | undefined;
}

/** Reads the route, both regions and every link, all at once; what does not answer is part of the status. */
export async function readServiceStatus(service: OpenedService, clock: Clock): Promise<ReadStatus> {
  const { topology, regions } = service;
  const [first, second] = regions;
  const names = topology.tables.flatMap(({ name: table }): readonly LinkName[] => [
    { table, source: first, target: second },
    { table, source: second, target: first },
  ]);
  const [route, links, ...fences] = await Promise.all([
    timed(clock, () => service.routeStore.read()),
    mapTables(names, (link) => readLink(service, link, clock)),
    ...regions.map((region) => timed(clock, () => service.fences.read(region))),
  ]);
  const snapshot = 'failure' in route ? { failure: route.failure } : route.value;
  const status: ServiceStatus = {
    service: topology.service,
    atMs: clock.wallMs(),
    route: snapshot,
    regions: [
      ...regions.map((name, at): RegionStatus => {
        const fence = fences[at] ?? { failure: 'not asked', error: undefined };
        return {
          name,
          role: roleOf(name, snapshot),
          ...('failure' in fence
            ? { answer: { failure: fence.failure } }
            : {
                answer: { tookMs: fence.tookMs },
                ...(fence.value !== undefined && { fence: fence.value }),
              }),
        };
      }),
      {
        name: topology.regions.witness.endpoints.map(({ name }) => name).join(', '),
        role: 'witness',
        answer: 'failure' in snapshot ? snapshot : { tookMs: 'tookMs' in route ? route.tookMs : 0 },
      },
    ],
    links,
  };
  return { status, routeError: 'error' in route ? route.error : undefined };
}

async function readLink(service: OpenedService, link: LinkName, clock: Clock): Promise<LinkLine> {
  const store = new DynamoLinkStore(service.dataClient(link.target));
  try {
    const [leader, report, gap, ledger] = await Promise.all([
      store.readLeader(link),
      store.readStatus(link),
      store.readGap(link),
      countLedger(service, link),
    ]);
    if (leader === undefined) return { link, state: 'never', ledger };
    const reportAgeMs = report === undefined ? undefined : Math.max(0, clock.wallMs() - report.atMs);
    const isSilent = reportAgeMs === undefined || reportAgeMs > REPORT_AGE_MS;
    return {
      link,
      state: leader.released ? 'unled' : isSilent ? 'silent' : 'led',
      hasGap: gap !== undefined,
      ledger,
      ...(reportAgeMs !== undefined && { reportAgeMs }),
      ...(report !== undefined && { atTip: report.atTip, deadLetters: report.counts['parkedOpen'] ?? 0 }),
      ...(report?.lagMs !== undefined && { lagMs: report.lagMs }),
    };
  } catch {
    return { link, state: 'unreadable' };
  }
}

async function timed<T>(
  clock: Clock,
  read: () => Promise<T>,
): Promise<
  { readonly value: T; readonly tookMs: number } | (Unreadable & { readonly error: Error | undefined })
> {
  const startedMs = clock.monotonicMs();
  try {
    const value = await read();
    return { value, tookMs: clock.monotonicMs() - startedMs };
  } catch (error) {
    return {
      failure: describeFailure(error),
      error: error instanceof Error ? error : new Error(String(error)),
    };
  }
}

function roleOf(region: string, snapshot: RouteSnapshot | Unreadable): RegionStatus['role'] {
  if ('failure' in snapshot) return 'unknown';
  const { route } = snapshot;
  if (route.phase === 'steady') return region === route.writer ? 'writer' : 'standby';
  return region === route.from ? 'leaving' : 'entering';
}
