import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { dropRecord } from '../drop-record.ts';
import { decideRecords, type DecideRequest } from './decide-records.ts';
import type { RecordNoun } from './record-noun.ts';

/** `refused` where a record was not decided as asked. @throws RecordsError, ServiceError, TopologyError */
export function runDrop(
  noun: RecordNoun,
  request: DecideRequest,
  context: CommandContext,
): Promise<ExitName> {
  const foresee = async () => ['would be closed; the item stays as it is'];
  return decideRecords(noun, request, context, { act: dropRecord, foresee });
}
