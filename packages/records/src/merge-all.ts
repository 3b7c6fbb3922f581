import type { DecideOptions } from './decide-options.ts';
import { mergeKey, type MergeRequest } from './merge-key.ts';
import type { MergeResult } from './merge/merge-result.ts';
import { readChains, type KeyChain } from './read-chains.ts';

/** What became of one key's entries. */
export interface MergedKey {
  readonly chain: KeyChain;
  readonly result: MergeResult;
}

/**
 * Merges the open ledger entries of every key, one after the other. `table`: of this table alone.
 * @throws as mergeKey; the signal's reason between two keys
 */
export async function* mergeAll(
  { table, ...request }: MergeRequest & { readonly table?: string | undefined },
  options: DecideOptions,
  signal: AbortSignal,
): AsyncGenerator<MergedKey> {
  for (const chain of await readChains(options.records, table === undefined ? {} : { table })) {
    signal.throwIfAborted();
    yield { chain, result: await mergeKey(chain, request, options) };
  }
}
