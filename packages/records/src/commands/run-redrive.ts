import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { redriveRecord } from '../redrive-record.ts';
import { decideRecords, type DecideRequest } from './decide-records.ts';
import type { RecordNoun } from './record-noun.ts';

interface RedriveCommandRequest extends DecideRequest {
  readonly options: DecideRequest['options'] & { readonly overwrite: boolean; readonly takeOver: boolean };
}

/** `refused` where a record was not decided as asked. @throws RecordsError, ServiceError, TopologyError */
export function runRedrive(
  noun: RecordNoun,
  request: RedriveCommandRequest,
  context: CommandContext,
): Promise<ExitName> {
  const { overwrite, takeOver } = request.options;
  return decideRecords(noun, request, context, (name, decider, service) =>
    redriveRecord(name, { ...decider, overwrite, takeOver }, service),
  );
}
