import type { CommandContext } from '@understudy/command-line';
import { checkIdentity } from '@understudy/service';
import { lineAsText, recordAsJson } from '../record-as-text.ts';
import { openFiltered, type FilterOptions } from './open-filtered.ts';
import type { RecordNoun } from './record-noun.ts';
import type { RecordRequest } from './record-request.ts';
import { resultWriter } from './result-writer.ts';

/** Writes a page of records. @throws RecordsError, ServiceError, TopologyError */
export async function runList(
  noun: RecordNoun,
  request: RecordRequest<FilterOptions & { readonly limit: number; readonly after: string | undefined }>,
  context: CommandContext,
): Promise<void> {
  const { limit, after } = request.options;
  const write = resultWriter(request, context);
  const { filter, service } = openFiltered(noun, request);
  try {
    await checkIdentity(service.service);
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
