import fc from 'fast-check';
import { applyPart } from '../journal/apply-part.ts';
import type { Content, JournalEntry, Outcome, WritePart } from '../journal/types.ts';
import type { LedgerLine } from '../account/ledger-line.ts';

/** One request of an imagined drill, before it is known how it ends. */
interface Step {
  readonly key: number;
  readonly what: 'put' | 'update' | 'remove' | 'swap';
  readonly outcome: Outcome;
  /** Whether an ambiguous write was applied after all. */
  readonly landed: boolean;
  /** Whether the link carries everything so far before the next step. */
  readonly carried: boolean;
}

export interface Imagined {
  readonly journal: readonly JournalEntry[];
  readonly loaded: ReadonlyMap<string, Content>;
  /** The standby at the moment of promotion. */
  readonly atPromotion: ReadonlyMap<string, Content>;
  readonly items: ReadonlyMap<string, Content>;
  readonly ledger: readonly LedgerLine[];
  readonly lateLandingMs: number;
}

const KEYS = 5;

const step: fc.Arbitrary<Step> = fc.record({
  key: fc.nat(KEYS - 1),
  what: fc.constantFrom('put', 'update', 'update', 'remove', 'swap'),
  outcome: fc.constantFrom('acknowledged', 'acknowledged', 'acknowledged', 'refused', 'ambiguous'),
  landed: fc.boolean(),
  carried: fc.boolean(),
});

/**
 * A failover as it ought to go: writes before it in one region, carried to the other for a while; the rest is the
 * tail, merged after the writes of the second region by the rule that the later epoch wins its key.
 */
export const imaginedHistory: fc.Arbitrary<Imagined> = fc
  .record({ before: fc.array(step, { maxLength: 30 }), after: fc.array(step, { maxLength: 20 }) })
  .map(({ before, after }) => imagine(before, after));

function imagine(before: readonly Step[], after: readonly Step[]): Imagined {
  const loaded = new Map<string, Content>(
    Array.from({ length: KEYS - 1 }, (_, key) => [keyOf(key), { name: `place ${String(key)}`, visits: 0 }]),
  );
  const journal: JournalEntry[] = [];
  const old = new Map(loaded);
  let standby = new Map(loaded);
  let tail = new Map<string, Content | undefined>();
  for (const each of before) {
    for (const [key, content] of take(each, old, journal)) tail.set(key, content);
    if (each.carried) {
      standby = new Map(old);
      tail = new Map();
    }
  }
  const atPromotion = new Map(standby);
  const touched = new Set<string>();
  for (const each of after) for (const [key] of take(each, standby, journal)) touched.add(key);
  const ledger: LedgerLine[] = [];
  for (const [key, lost] of tail) {
    if (touched.has(key)) ledger.push({ key, link: 'old → new', lost, before: atPromotion.get(key) });
    else put(standby, key, lost);
  }
  return { journal, loaded, atPromotion, items: standby, ledger, lateLandingMs: 0 };
}

/** Sends one write to a region and tells which items it changed. */
function take(
  step: Step,
  region: Map<string, Content>,
  journal: JournalEntry[],
): Map<string, Content | undefined> {
  const order = journal.length;
  const nonce = `w${String(order)}`;
  const keys = step.what === 'swap' ? [step.key, (step.key + 1) % KEYS] : [step.key];
  const parts = keys.map((key) => partOf(step.what, key, order, region.has(keyOf(key))));
  journal.push({
    nonce,
    order,
    write: step.what === 'swap' ? 'transaction' : 'update',
    parts,
    startedMs: order,
    endedMs: order,
    outcome: step.outcome,
  });
  const changed = new Map<string, Content | undefined>();
  if (step.outcome === 'refused' || (step.outcome === 'ambiguous' && !step.landed)) return changed;
  for (const part of parts) {
    const content = applyPart(region.get(part.key), nonce, part);
    put(region, part.key, content);
    changed.set(part.key, content);
  }
  return changed;
}

/** Updates in these histories are on condition that the item is there; a put takes their place where it is not. */
function partOf(what: Step['what'], number: number, order: number, there: boolean): WritePart {
  const facts = { key: keyOf(number), name: `place ${String(number)}` };
  if (what === 'remove') return { ...facts, kind: 'remove' };
  if (what === 'put' || !there)
    return { ...facts, kind: 'replace', content: { name: facts.name, visits: order } };
  return { ...facts, kind: 'amend', changes: { set: { note: `note ${String(order)}` }, add: { visits: 1 } } };
}

function put(region: Map<string, Content>, key: string, content: Content | undefined): void {
  if (content === undefined) region.delete(key);
  else region.set(key, content);
}

function keyOf(number: number): string {
  return `places/${String(number)}`;
}
