import type { Account, PartFate } from '../account/account-for-writes.ts';
import type { LedgerLine } from '../account/ledger-line.ts';
import { writesOf } from '../journal/apply-part.ts';

/**
 * The entries of the ledger by the write that each is about; every entry is counted once. `acknowledged`: it is in the ledger
 * alone, and no other entry is counted for it; `inItems`: acknowledged, and its effect is in the item or was superseded
 * there; `withoutAnswer`: its sender got no answer; `other`: what was loaded, or a write that was sent again.
 */
export type LedgerFigures = Readonly<Record<'acknowledged' | 'inItems' | 'withoutAnswer' | 'other', number>>;

/** Counts the entries of the ledger by what the account made of their writes; pure. */
export function ledgerFigures(ledger: readonly LedgerLine[], account: Account): LedgerFigures {
  const matched = matchEntries(ledger, account.acknowledged);
  const figures = { acknowledged: matched.size, inItems: 0, withoutAnswer: 0, other: 0 };
  for (const line of ledger) if (!matched.has(line)) figures[kindOf(line, account)] += 1;
  return figures;
}

/** One entry for each write that is in the ledger alone and has one: several removals of an item have one between them. */
function matchEntries(ledger: readonly LedgerLine[], parts: readonly PartFate[]): ReadonlySet<LedgerLine> {
  const matched = new Set<LedgerLine>();
  for (const part of parts) {
    if (part.fate !== 'ledger') continue;
    const line = ledger.find((each) => !matched.has(each) && isAbout(each, part));
    if (line !== undefined) matched.add(line);
  }
  return matched;
}

/** Whether an entry is about this very write: the last one in what was lost. A removal has no nonce to show. */
function isAbout({ key, lost }: LedgerLine, { entry, part }: Pick<PartFate, 'entry' | 'part'>): boolean {
  if (key !== part.key) return false;
  return lost === undefined ? part.kind === 'remove' : writesOf(lost).at(-1) === entry.nonce;
}

function kindOf(
  line: LedgerLine,
  { acknowledged, ambiguous }: Account,
): Exclude<keyof LedgerFigures, 'acknowledged'> {
  if (ambiguous.some((each) => isAbout(line, each))) return 'withoutAnswer';
  return acknowledged.some((each) => each.fate !== 'ledger' && isAbout(line, each)) ? 'inItems' : 'other';
}
