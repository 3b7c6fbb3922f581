import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import type { OpenedRecords } from '../adapters/open-records.ts';
import { nameRecord } from '../name-record.ts';
import { redriveRecord } from '../redrive-record.ts';
import type { RecordEntry } from '../types.ts';
import { decideRecords } from './decide-records.ts';
import { diffItems } from './diff-items.ts';
import { previewRecord, type Preview } from './preview-record.ts';
import type { RedriveCommandRequest } from './run-redrive.ts';

interface ApplyRequest extends RedriveCommandRequest {
  readonly options: RedriveCommandRequest['options'] & { readonly yes: boolean };
}

/**
 * Stores what lost, after showing what it replaces; an item that changes after it was shown is left as it is. `refused` where a
 * record was not decided as asked.
 * @throws RecordsError, ServiceError, TopologyError; CommandLineError `UND_COMMAND_LINE_NOT_CONFIRMED`
 */
export function runApply(request: ApplyRequest, context: CommandContext): Promise<ExitName> {
  const { takeOver, yes } = request.options;
  return decideRecords('ledger', request, context, {
    act: async (name, decider, service) => {
      const record = await service.records.show(name);
      const preview = await previewRecord(record, service);
      if (record.state === 'open' || (takeOver && record.state === 'claimed')) {
        context.err(`${nameRecord(name)}\n  ${linesOf(preview, service).join('\n  ')}\n`);
        if (!yes) await context.confirm({ question: `Apply it in ${preview.region}?` });
      }
      return redriveRecord(name, { ...decider, takeOver, replaces: { item: preview.stored } }, service);
    },
    foresee: async (record: RecordEntry, service) => linesOf(await previewRecord(record, service), service),
  });
}

function linesOf({ stored, wanted, region }: Preview, { stampAttribute }: OpenedRecords): readonly string[] {
  const [what = '', ...lines] = diffItems(stored, wanted, stampAttribute);
  return [`in ${region}, ${what}`, ...lines];
}
