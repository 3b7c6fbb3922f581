import { jsonOf, type CommandContext } from '@understudy/command-line';
import { checkIdentity } from '@understudy/service';
import { recordAsJson } from '../record-as-text.ts';
import { openFiltered, type FilterOptions } from './open-filtered.ts';
import type { RecordNoun } from './record-noun.ts';
import type { RecordRequest } from './record-request.ts';

/** Writes every record that passes the filter, one JSON value a line. @throws RecordsError, ServiceError, TopologyError */
export async function runExport(
  noun: RecordNoun,
  request: RecordRequest<FilterOptions>,
  context: CommandContext,
): Promise<void> {
  const { filter, service } = openFiltered(noun, request);
  try {
    await checkIdentity(service.service);
    for await (const line of service.records.all(filter)) {
      context.signal.throwIfAborted();
      context.result(recordAsJson(await service.records.show(line)), jsonOf);
    }
  } finally {
    await service.close();
  }
}
