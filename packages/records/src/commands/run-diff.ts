import type { CommandContext } from '@understudy/command-line';
import { loadTopology } from '@understudy/service';
import { openRecords } from '../adapters/open-records.ts';
import { mergeKey } from '../merge-key.ts';
import { readChainOf } from '../read-chains.ts';
import { readNames } from './read-names.ts';
import type { RecordRequest } from './record-request.ts';
import { mergeAsJson, renderMerge } from './render-merge.ts';
import { resultWriter } from './result-writer.ts';

/** Shows what a merge would make of the items of these records. @throws RecordsError, ServiceError, TopologyError */
export async function runDiff(
  request: RecordRequest<object> & { readonly arguments: { readonly record: readonly string[] } },
  context: CommandContext,
): Promise<void> {
  const topology = loadTopology(request.file);
  const names = readNames('ledger', request.arguments.record, topology);
  const write = resultWriter(request, context);
  const service = openRecords(topology);
  try {
    for (const name of names) {
      const chain = await readChainOf(service.records, name);
      const asked = { by: context.user, why: '', dryRun: true, trustBase: false };
      const result = await mergeKey(chain, asked, service);
      write(mergeAsJson(chain, result, true), () => renderMerge(chain, result, true));
    }
  } finally {
    await service.close();
  }
}
