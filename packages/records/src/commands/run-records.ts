import { jsonOf, type CommandContext } from '@understudy/command-line';
import { checkRegion, findTable, loadTopology } from '@understudy/service';
import { openRecords } from '../adapters/open-records.ts';
import { lineAsText, recordAsJson, recordAsText } from '../record-as-text.ts';
import type { RecordFilter } from '../types.ts';
import { readNames } from './read-names.ts';
import { KIND_OF, type RecordNoun } from './record-noun.ts';
import { resultWriter } from './result-writer.ts';

interface FilterOptions {
  readonly table: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly since: number | undefined;
  readonly until: number | undefined;
  readonly cause: string | undefined;
  readonly state: RecordFilter['state'];
}

interface Request<Options> {
  readonly file: string;
  readonly output: string;
  readonly options: Options & { readonly json: boolean };
}

/** Writes a page of records. @throws RecordsError, ServiceError, TopologyError */
export async function runList(
  noun: RecordNoun,
  request: Request<FilterOptions & { readonly limit: number; readonly after: string | undefined }>,
  context: CommandContext,
): Promise<void> {
  const { limit, after } = request.options;
  const write = resultWriter(request, context);
  const { filter, service } = open(noun, request);
  try {
    const page = await service.records.list(filter, { limit, ...(after === undefined ? {} : { after }) });
    for (const line of page.lines) write(recordAsJson(line), () => lineAsText(line));
    if (page.next !== undefined) {
      const { next } = page;
      write({ next }, () => `There may be more: --after ${next}`);
    } else if (page.lines.length === 0) context.err('No records match.\n');
  } finally {
    await service.close();
  }
}

/** Writes records with their images. @throws RecordsError, ServiceError, TopologyError */
export async function runShow(
  noun: RecordNoun,
  request: Request<object> & { readonly arguments: { readonly record: readonly string[] } },
  context: CommandContext,
): Promise<void> {
  const topology = loadTopology(request.file);
  const names = readNames(noun, request.arguments.record, topology);
  const write = resultWriter(request, context);
  const service = openRecords(topology);
  try {
    for (const name of names) {
      const record = await service.records.show(name);
      write(recordAsJson(record), () => recordAsText(record));
    }
  } finally {
    await service.close();
  }
}

/** Writes every record that passes the filter, one JSON value a line. @throws RecordsError, ServiceError, TopologyError */
export async function runExport(
  noun: RecordNoun,
  request: Request<FilterOptions>,
  context: CommandContext,
): Promise<void> {
  const { filter, service } = open(noun, request);
  try {
    for await (const line of service.records.all(filter)) {
      context.signal.throwIfAborted();
      context.result(recordAsJson(await service.records.show(line)), jsonOf);
    }
  } finally {
    await service.close();
  }
}

/** Names that the topology doesn't have are refused before a request is sent: they would find nothing, which reads as good news. */
function open(noun: RecordNoun, { file, options }: Request<FilterOptions>) {
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
