import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { checkIdentity, loadTopology } from '@understudy/service';
import { openRecords, type OpenedRecords } from '../adapters/open-records.ts';
import type { DecideResult } from '../decide-result.ts';
import { RecordsError } from '../errors.ts';
import { nameRecord } from '../name-record.ts';
import { lineAsText, recordAsJson } from '../record-as-text.ts';
import type { Decider, RecordName } from '../types.ts';
import { readNames } from './read-names.ts';
import type { RecordNoun } from './record-noun.ts';
import { renderDecision } from './render-decision.ts';
import { resultWriter } from './result-writer.ts';

export interface DecideRequest {
  readonly file: string;
  readonly output: string;
  readonly arguments: { readonly record: readonly string[] };
  readonly options: {
    readonly why: string;
    readonly by: string | undefined;
    readonly dryRun: boolean;
    readonly json: boolean;
  };
}

/** `refused` where a record was not decided as asked. @throws RecordsError, ServiceError, TopologyError */
export async function decideRecords(
  noun: RecordNoun,
  request: DecideRequest,
  context: CommandContext,
  act: (name: RecordName, decider: Decider, service: OpenedRecords) => Promise<DecideResult>,
): Promise<ExitName> {
  const decider = readDecider(request.options, context.user);
  const topology = loadTopology(request.file);
  const names = readNames(noun, request.arguments.record, topology);
  const write = resultWriter(request, context);
  const service = openRecords(topology);
  let exit: ExitName = 'done';
  try {
    await checkIdentity(service.service);
    for (const name of names) {
      context.signal.throwIfAborted();
      if (request.options.dryRun) {
        const record = await service.records.show(name);
        write({ dryRun: true, ...recordAsJson(record) }, () => lineAsText(record));
        continue;
      }
      const result = await act(name, decider, service);
      if (result.is === 'by-another' || !result.closed) exit = 'refused';
      write(
        { record: nameRecord(name), ...result },
        () => `${nameRecord(name)}\n  ${renderDecision(result)}`,
      );
    }
  } finally {
    await service.close();
  }
  return exit;
}

/** @throws RecordsError `UND_RECORDS_CONFIG_INVALID` */
function readDecider({ why, by }: DecideRequest['options'], user: string): Decider {
  const name = by ?? user;
  if (name.trim() === '') throw invalid('--by is missing, and the machine has no name for its user.');
  if (why.trim() === '') throw invalid('--why is blank: it tells later readers why.');
  return { by: name, why };
}

function invalid(what: string): RecordsError {
  return new RecordsError('UND_RECORDS_CONFIG_INVALID', { what });
}
