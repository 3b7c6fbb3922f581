import type { Checked } from './check-regions.ts';
import { countText, counted } from '../report/count-text.ts';

const MOST_NAMED = 5;

/** A check made by hand, in a few sentences. */
export function describeCheck({ accounts, comparison, ledger }: Checked): readonly string[] {
  const [account, other] = accounts;
  const { differences, items } = comparison;
  const writes = new Set(account.acknowledged.map(({ entry }) => entry)).size;
  const missing = [...account.acknowledged, ...other.acknowledged].filter(({ fate }) => fate === 'missing');
  const lost = new Set([
    ...missing.map(({ entry, part }) => `${entry.nonce} ${entry.write} ${part.name}`),
    ...[...account.missingLoads, ...other.missingLoads].map((key) => `${key}, which was loaded`),
  ]);
  const unexplained = new Set(
    [...account.unexplained, ...other.unexplained].map(({ key, why }) => `${key}: ${why}`),
  );
  return [
    differences.length === 0
      ? `Identical: ${countText(items)} items compared both ways.`
      : `DIFFERENT: ${counted(differences.length, 'item')} of ${countText(items)}.`,
    ...differences.slice(0, MOST_NAMED).map(({ key, how }) => `  ${key}: ${how}`),
    lost.size === 0
      ? `Nothing was lost silently: ${counted(writes, 'acknowledged write')} of ${counted(account.acknowledged.length, 'item')}; the ledger has ${counted(ledger.length, 'entry', 'entries')}.`
      : `LOST: ${counted(lost.size, 'acknowledged write')}.`,
    ...[...lost].slice(0, MOST_NAMED).map((line) => `  ${line}`),
    ...(unexplained.size === 0 ? [] : [`UNEXPLAINED: ${counted(unexplained.size, 'item')}.`]),
    ...[...unexplained].slice(0, MOST_NAMED).map((line) => `  ${line}`),
  ];
}
