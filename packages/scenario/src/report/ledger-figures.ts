import type { Account, PartFate } from '../account/account-for-writes.ts';
import type { LedgerLine } from '../account/ledger-line.ts';
import { writesOf } from '../journal/apply-part.ts';

/**
 * The entries of the ledger by the write that each is about; every entry is counted once. `acknowledged`: it is in the ledger
 * alone; `inItems`: acknowledged, and its effect is in the item or was superseded there; `withoutAnswer`: its sender got no
 * answer; `other`: what was loaded, or a removal that the journal does not show.
 */
export type LedgerFigures = Readonly<Record<'acknowledged' | 'inItems' | 'withoutAnswer' | 'other', number>>;

/** Counts the entries of the ledger by what the account made of their writes; pure. */
export function ledgerFigures(ledger: readonly LedgerLine[], account: Account): LedgerFigures {
  const figures = { acknowledged: 0, inItems: 0, withoutAnswer: 0, other: 0 };
  for (const line of ledger) figures[kindOf(line, account)] += 1;
  return figures;
}

/** Whether an entry is about this very write: the last one in what was lost. A removal has no nonce to show. */
export function isAbout(
  { key, lost }: LedgerLine,
  { entry, part }: Pick<PartFate, 'entry' | 'part'>,
): boolean {
  if (key !== part.key) return false;
  return lost === undefined ? part.kind === 'remove' : writesOf(lost).at(-1) === entry.nonce;
}

function kindOf(line: LedgerLine, { acknowledged, ambiguous }: Account): keyof LedgerFigures {
  const own = acknowledged.filter((each) => isAbout(line, each));
  if (own.some(({ fate }) => fate === 'ledger')) return 'acknowledged';
  if (ambiguous.some((each) => isAbout(line, each))) return 'withoutAnswer';
  return own.length > 0 ? 'inItems' : 'other';
}
