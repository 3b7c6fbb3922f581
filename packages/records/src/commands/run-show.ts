import type { CommandContext } from '@understudy/command-line';
import { checkIdentity, loadTopology } from '@understudy/service';
import { openRecords } from '../adapters/open-records.ts';
import { recordAsJson, recordAsText } from '../record-as-text.ts';
import { readNames } from './read-names.ts';
import type { RecordNoun } from './record-noun.ts';
import type { RecordRequest } from './record-request.ts';
import { resultWriter } from './result-writer.ts';

/** Writes records with their images. @throws RecordsError, ServiceError, TopologyError */
export async function runShow(
  noun: RecordNoun,
  request: RecordRequest<object> & { readonly arguments: { readonly record: readonly string[] } },
  context: CommandContext,
): Promise<void> {
  const topology = loadTopology(request.file);
  const names = readNames(noun, request.arguments.record, topology);
  const write = resultWriter(request, context);
  const service = openRecords(topology);
  try {
    await checkIdentity(service.service);
    for (const name of names) {
      const record = await service.records.show(name);
      write(recordAsJson(record), () => recordAsText(record));
    }
  } finally {
    await service.close();
  }
}
