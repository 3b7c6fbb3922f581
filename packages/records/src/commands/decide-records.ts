import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { checkIdentity, loadTopology } from '@understudy/service';
import { openRecords, type OpenedRecords } from '../adapters/open-records.ts';
import type { DecideResult } from '../decide-result.ts';
import { nameRecord } from '../name-record.ts';
import { lineAsText, recordAsJson } from '../record-as-text.ts';
import type { Decider, RecordEntry, RecordName } from '../types.ts';
import { readDecider } from './read-decider.ts';
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

/** One way to decide. */
export interface Deciding {
  readonly act: (name: RecordName, decider: Decider, service: OpenedRecords) => Promise<DecideResult>;
  /** What a dry run says of it, in lines. */
  readonly foresee: (record: RecordEntry, service: OpenedRecords) => Promise<readonly string[]>;
}

/** `refused` where a record was not decided as asked. @throws RecordsError, ServiceError, TopologyError */
export async function decideRecords(
  noun: RecordNoun,
  request: DecideRequest,
  context: CommandContext,
  { act, foresee }: Deciding,
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
        const lines = await foresee(record, service);
        write({ dryRun: true, ...recordAsJson(record), changes: lines }, () =>
          [lineAsText(record).trimEnd(), ...lines].join('\n  '),
        );
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
