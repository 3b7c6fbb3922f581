import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { redriveRecord } from '../redrive-record.ts';
import { decideRecords, type DecideRequest } from './decide-records.ts';
import { diffItems } from './diff-items.ts';
import { previewRecord } from './preview-record.ts';

export interface RedriveCommandRequest extends DecideRequest {
  readonly options: DecideRequest['options'] & { readonly takeOver: boolean };
}

/** `refused` where a record was not decided as asked. @throws RecordsError, ServiceError, TopologyError */
export function runRedrive(request: RedriveCommandRequest, context: CommandContext): Promise<ExitName> {
  const { takeOver } = request.options;
  return decideRecords('dead-letters', request, context, {
    act: (name, decider, service) => redriveRecord(name, { ...decider, takeOver }, service),
    foresee: async (record, service) => {
      const { stored, wanted, region } = await previewRecord(record, service);
      const [what = '', ...lines] = diffItems(stored, wanted, service.stampAttribute);
      return [`in ${region}, unless a later version is stored there, ${what}`, ...lines];
    },
  });
}
