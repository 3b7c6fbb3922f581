import type { CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { checkIdentity, findTable, loadTopology } from '@understudy/service';
import { openRecords, type OpenedRecords } from '../adapters/open-records.ts';
import { countMerges } from '../count-merges.ts';
import { RecordsError } from '../errors.ts';
import type { MergedKey } from '../merge-all.ts';
import { mergeKey } from '../merge-key.ts';
import { readChainOf, readChains, type KeyChain } from '../read-chains.ts';
import type { RecordName } from '../types.ts';
import { readDecider } from './read-decider.ts';
import { readNames } from './read-names.ts';
import { readTakes } from './read-takes.ts';
import type { RecordRequest } from './record-request.ts';
import { mergeAsJson, renderMerge } from './render-merge.ts';
import { resultWriter } from './result-writer.ts';

export interface MergeOptions {
  readonly all: boolean;
  readonly table: string | undefined;
  readonly take: readonly string[];
  readonly trustBase: boolean;
  readonly why: string;
  readonly by: string | undefined;
  readonly dryRun: boolean;
}

/**
 * Merges items, one after the other; `refused` where one could not be merged.
 * @throws RecordsError, ServiceError, TopologyError
 */
export async function runMerge(
  request: RecordRequest<MergeOptions> & { readonly arguments: { readonly record: readonly string[] } },
  context: CommandContext,
): Promise<ExitName> {
  const { all, table, take, trustBase, dryRun } = request.options;
  const decider = readDecider(request.options, context.user);
  const decide = readTakes(take);
  const topology = loadTopology(request.file);
  const names = readNames('ledger', request.arguments.record, topology);
  if (table !== undefined) findTable(topology, table);
  checkAsked(all, names.length, table);
  const write = resultWriter(request, context);
  const service = openRecords(topology);
  const merged: MergedKey[] = [];
  try {
    if (!dryRun) await checkIdentity(service.service);
    for (const chain of await chainsOf(names, table, service)) {
      context.signal.throwIfAborted();
      const result = await mergeKey(chain, { ...decider, decide, trustBase, dryRun }, service);
      merged.push({ chain, result });
      write(mergeAsJson(chain, result, dryRun), () => renderMerge(chain, result, dryRun));
    }
  } finally {
    await service.close();
  }
  const { merged: done, present, conflict, waits } = countMerges(merged);
  context.err(
    `${done} ${dryRun ? 'can be merged' : 'merged'}, ${present} in the items already, ${conflict} for a person to decide, ${waits} to be tried again later.\n`,
  );
  return merged.every(({ result }) => result.is === 'merged') ? 'done' : 'refused';
}

/** Each item once, although several of its entries may be named. */
async function chainsOf(
  names: readonly RecordName[],
  table: string | undefined,
  { records }: OpenedRecords,
): Promise<readonly KeyChain[]> {
  if (names.length === 0) return readChains(records, table === undefined ? {} : { table });
  const chains = new Map<string, KeyChain>();
  for (const name of names) {
    const chain = await readChainOf(records, name);
    chains.set(chain.ids[0] ?? name.id, chain);
  }
  return [...chains.values()];
}

function checkAsked(all: boolean, names: number, table: string | undefined): void {
  if (all !== names > 0 && (all || table === undefined)) return;
  throw new RecordsError('UND_RECORDS_CONFIG_INVALID', {
    what:
      names > 0 && all
        ? 'Both records and --all are given; give one of them.'
        : 'Name records, or give --all, with --table for one table.',
  });
}
