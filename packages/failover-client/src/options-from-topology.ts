import type { Topology } from '@understudy/topology';
import type { UnderstudyOptions } from './options.ts';

/** The client's options from an `understudy.yaml`; `more` adds to them and takes precedence. */
export function optionsFromTopology(
  { service, regions, tables, limits, stampAttribute, client }: Topology,
  more: Partial<UnderstudyOptions> = {},
): UnderstudyOptions {
  const { endpoints, table } = regions.witness;
  return {
    service,
    regions: Object.fromEntries(regions.data.map(({ name, endpoint }) => [name, { endpoint }])),
    tables: tables.map(({ name }) => name),
    route: { witness: { endpoints, table } },
    limits,
    stampAttribute,
    reads: client.reads,
    consistentReads: client.consistentReads,
    onControlLoss: client.onControlLoss,
    batchWrites: client.batchWrites,
    ...more,
  };
}
