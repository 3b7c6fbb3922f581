import type { LedgerEntry } from '@understudy/replicator';
import type { LinkName } from '@understudy/links';
import type { Item } from '@understudy/versions';
import type { Records } from './records.ts';
import type { RecordFilter, RecordLine, RecordName } from './types.ts';

/** The ledger entries of one key of one link that are not closed, in the order of their versions. */
export interface KeyChain {
  readonly link: LinkName;
  readonly key: Item;
  readonly ids: readonly string[];
}

/** The chains of all keys that have open entries of the ledger. */
export async function readChains(
  records: Records,
  filter: Pick<RecordFilter, 'table'> = {},
): Promise<readonly KeyChain[]> {
  const chains = new Map<string, KeyChain & { readonly ids: string[] }>();
  for await (const line of records.all({ ...filter, kind: 'ledger' })) {
    if (!isOpen(line)) continue;
    const name = chainName(line);
    const chain = chains.get(name);
    if (chain === undefined) chains.set(name, { link: line.link, key: line.key, ids: [line.id] });
    else chain.ids.push(line.id);
  }
  return [...chains.values()];
}

/**
 * The chain that an entry belongs to; without entries where all of its key are closed.
 * @throws RecordsError `UND_RECORDS_NOT_FOUND`
 */
export async function readChainOf(records: Records, name: RecordName): Promise<KeyChain> {
  const { table, source, target } = name.link;
  const { key } = await records.show(name);
  const ids: string[] = [];
  for await (const line of records.all({ kind: 'ledger', table, source, target })) {
    if (isOpen(line) && chainName(line) === chainName(name)) ids.push(line.id);
  }
  return { link: name.link, key, ids };
}

/** Its entries with their images. @throws RecordsError `UND_RECORDS_NOT_FOUND` */
export async function readEntries(
  records: Records,
  { link, ids }: KeyChain,
): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (const id of ids) {
    const { entry } = await records.show({ kind: 'ledger', link, id });
    if ('reason' in entry) entries.push(entry);
  }
  return entries;
}

/** The hash of the key ends an entry's id. */
function chainName({ link: { table, source, target }, id }: RecordName): string {
  return [table, source, target, id.slice(id.indexOf('#') + 1)].join('/');
}

function isOpen({ state }: RecordLine): boolean {
  return state === 'open' || state === 'claimed';
}
