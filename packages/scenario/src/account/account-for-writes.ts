import { applyPart, writesOf } from '../journal/apply-part.ts';
import { canonicalText, differingAttributes } from './canonical-text.ts';
import { keyAttributes, tableOf } from '../service/tables.ts';
import { groupBy } from './group-by.ts';
import type { Content, JournalEntry, WritePart } from '../journal/types.ts';
import type { LedgerLine } from './ledger-line.ts';

/**
 * What became of one acknowledged write of one item:
 * `present` the item is as the write left it, or further amended; `superseded` a later write replaced or removed
 * the whole item; `ledger` it lost a conflict and is in the ledger with its content; `missing` none of these.
 */
export type Fate = 'present' | 'superseded' | 'ledger' | 'missing';

/** What became of a write whose answer never came: in the end it may be seen, or leave no trace. */
export type Trace = 'applied' | 'ledger' | 'none';

export interface PartFate<Kind extends string = Fate> {
  readonly entry: JournalEntry;
  readonly part: WritePart;
  readonly fate: Kind;
}

/** An item that cannot have come about by the writes in the journal. */
export interface Unexplained {
  readonly key: string;
  readonly why: string;
}

export interface AccountInput {
  readonly journal: readonly JournalEntry[];
  /** What was loaded before the first write; loading counts as acknowledged. */
  readonly loaded: ReadonlyMap<string, Content>;
  /** Every item of one region at the end. */
  readonly items: ReadonlyMap<string, Content>;
  readonly ledger: readonly LedgerLine[];
  /** How long after its sender gave it up a write may still land; the workload lets a key rest that long. */
  readonly lateLandingMs: number;
}

export interface Account {
  /** Acknowledged writes, a line for each item they touched, in the order they were sent. */
  readonly acknowledged: readonly PartFate[];
  readonly ambiguous: readonly PartFate<Trace>[];
  /** Loaded items that are gone though nothing removed or replaced them. */
  readonly missingLoads: readonly string[];
  readonly unexplained: readonly Unexplained[];
}

interface KeyHistory {
  /** Acknowledged and ambiguous writes of the key in the order they were sent. */
  readonly writes: readonly Written[];
  readonly item: Content | undefined;
  /** The nonces of `item`. */
  readonly now: ReadonlySet<string>;
  /** What is in the ledger for this key. */
  readonly lines: readonly LedgerLine[];
  readonly lateLandingMs: number;
}

interface Written {
  readonly entry: JournalEntry;
  readonly part: WritePart;
}

/** Holds every write of the journal against the items of one region and the ledger. */
export function accountForWrites({ journal, loaded, items, ledger, lateLandingMs }: AccountInput): Account {
  const writesByKey = groupByKey(journal);
  const linesByKey = groupBy(ledger, ({ key }) => key);
  const acknowledged: PartFate[] = [];
  const ambiguous: PartFate<Trace>[] = [];
  const unexplained: Unexplained[] = [];
  for (const [key, all] of writesByKey) {
    const item = items.get(key);
    const writes = all.filter(({ entry }) => entry.outcome !== 'refused');
    const history: KeyHistory = {
      writes,
      item,
      now: new Set(writesOf(item)),
      lines: linesByKey.get(key) ?? [],
      lateLandingMs,
    };
    writes.forEach(({ entry, part }, at) => {
      if (entry.outcome === 'acknowledged') acknowledged.push({ entry, part, fate: fateOf(at, history) });
      else ambiguous.push({ entry, part, fate: traceOf({ entry, part }, history) });
    });
  }
  for (const [key, item] of items) {
    const lines = linesByKey.get(key) ?? [];
    const why = whyUnexplained(item, writesByKey.get(key) ?? [], loaded.get(key), lines);
    if (why !== undefined) unexplained.push({ key, why });
  }
  const excused = (key: string) =>
    writesByKey.get(key)?.some(({ entry, part }) => part.kind !== 'amend' && entry.outcome !== 'refused') ??
    false;
  return {
    acknowledged: acknowledged.sort(bySending),
    ambiguous: ambiguous.sort(bySending),
    missingLoads: [...loaded.keys()].filter((key) => !items.has(key) && !excused(key)),
    unexplained,
  };
}

function groupByKey(journal: readonly JournalEntry[]): Map<string, Written[]> {
  const written = journal.flatMap((entry) => entry.parts.map((part) => ({ entry, part })));
  return groupBy(written.sort(bySending), ({ part }) => part.key);
}

function bySending(a: { readonly entry: JournalEntry }, b: { readonly entry: JournalEntry }): number {
  return a.entry.order - b.entry.order;
}

function fateOf(at: number, history: KeyHistory): Fate {
  const written = history.writes[at];
  if (written === undefined) return 'missing';
  if (isPresent(written, history)) return 'present';
  if (lostItself(written, history)) return 'ledger';
  if (history.writes.some((other, index) => replacesAfter(other, index > at, written, history)))
    return 'superseded';
  return history.lines.some(({ lost }) => writesOf(lost).includes(written.entry.nonce))
    ? 'ledger'
    : 'missing';
}

function isPresent({ entry, part }: Written, { item, now }: KeyHistory): boolean {
  return part.kind === 'remove' ? item === undefined : now.has(entry.nonce);
}

/** Whether a line of the ledger is about this very write: it is the last one in what was lost. */
function lostItself({ entry, part }: Written, { lines, writes }: KeyHistory): boolean {
  if (part.kind !== 'remove') return lines.some(({ lost }) => writesOf(lost).at(-1) === entry.nonce);
  return lines.some(({ lost, before }) => lost === undefined && isOlder(before, entry, writes));
}

/** Whether `content` was made by writes sent before `entry` alone: a removal has no nonce to show. */
function isOlder(content: Content | undefined, entry: JournalEntry, writes: readonly Written[]): boolean {
  const orders = new Map(writes.map((written) => [written.entry.nonce, written.entry.order]));
  return writesOf(content).every((nonce) => (orders.get(nonce) ?? Infinity) < entry.order);
}

/**
 * Whether `other` put something else in the place of all that `written` had made. A later acknowledged write did,
 * wherever it ended itself (it has its own fate); one without an answer only where it left a trace, and it may
 * have landed late, so also if it was sent earlier.
 */
function replacesAfter(other: Written, later: boolean, written: Written, history: KeyHistory): boolean {
  if (other === written || other.part.kind === 'amend') return false;
  if (other.entry.outcome === 'acknowledged') return later;
  const mayLand = later || other.entry.endedMs + history.lateLandingMs > written.entry.startedMs;
  return mayLand && traceOf(other, history) !== 'none';
}

function traceOf(written: Written, history: KeyHistory): Trace {
  const { entry, part } = written;
  if (isPresent(written, history)) return 'applied';
  const inLedger =
    part.kind === 'remove'
      ? lostItself(written, history)
      : history.lines.some(({ lost }) => writesOf(lost).includes(entry.nonce));
  return inLedger ? 'ledger' : 'none';
}

/** Rebuilds the item from what its nonces name in the journal. `undefined`: the two are equal. */
function whyUnexplained(
  item: Content,
  written: readonly Written[],
  loaded: Content | undefined,
  lines: readonly LedgerLine[],
): string | undefined {
  const byNonce = new Map(written.map((each) => [each.entry.nonce, each]));
  const nonces = writesOf(item);
  let expected = byNonce.get(nonces[0] ?? '')?.part.kind === 'replace' ? undefined : loaded;
  let newest = -1;
  for (const [at, nonce] of nonces.entries()) {
    const each = byNonce.get(nonce);
    if (each === undefined) return `it names the write ${nonce}, which is not in the journal for this item`;
    if (each.entry.outcome === 'refused')
      return `the write ${nonce} is in it, though its sender got a refusal`;
    if (nonces.indexOf(nonce) !== at) return `the write ${nonce} is in it twice`;
    if (each.part.kind === 'replace' && at > 0)
      return `the put ${nonce} did not replace what was there before`;
    if (each.part.kind === 'amend' && expected === undefined) {
      // An update creates an item where it finds no item: the one it was meant for had not been replicated when the
      // writer died, and lost against the update when it came.
      if (!lines.some(({ lost }) => lost !== undefined))
        return `the update ${nonce} is alone in it: what it amended is gone`;
      expected = keyOf(item, each.part.key);
    }
    if (each.entry.outcome === 'acknowledged') {
      if (each.entry.order < newest) return `the write ${nonce} was applied after a later one`;
      newest = each.entry.order;
    }
    expected = applyPart(expected, nonce, each.part);
  }
  if (expected === undefined) return 'nothing created it';
  if (canonicalText(expected) === canonicalText(item)) return undefined;
  return `its ${differingAttributes(expected, item).join(', ')} is not what its writes make of it`;
}

function keyOf(item: Content, key: string): Content {
  return Object.fromEntries(keyAttributes(tableOf(key)).map((name) => [name, item[name]]));
}
