import { checkRegion, findTable, loadTopology } from '@understudy/service';
import { openRecords } from '../adapters/open-records.ts';
import type { RecordFilter } from '../types.ts';
import { KIND_OF, type RecordNoun } from './record-noun.ts';
import type { RecordRequest } from './record-request.ts';

export interface FilterOptions {
  readonly table: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly since: number | undefined;
  readonly until: number | undefined;
  readonly cause: string | undefined;
  readonly state: RecordFilter['state'];
}

/** Names that the topology doesn't have are refused before a request is sent: they would find nothing, which reads as good news. */
export function openFiltered(noun: RecordNoun, { file, options }: RecordRequest<FilterOptions>) {
  const topology = loadTopology(file);
  const { table, from, to, since, until, cause, state } = options;
  if (table !== undefined) findTable(topology, table);
  for (const region of [from, to]) if (region !== undefined) checkRegion(topology, region);
  const filter: RecordFilter = {
    kind: KIND_OF[noun],
    ...(table === undefined ? {} : { table }),
    ...(from === undefined ? {} : { source: from }),
    ...(to === undefined ? {} : { target: to }),
    ...(since === undefined ? {} : { sinceMs: since }),
    ...(until === undefined ? {} : { untilMs: until }),
    ...(cause === undefined ? {} : { cause }),
    ...(state === undefined ? {} : { state }),
  };
  return { filter, service: openRecords(topology) };
}
