import { mayHaveApplied } from '@understudy/core';
import {
  classifyFailure,
  mayRedrive,
  redriveParked,
  type Claim,
  type LedgerEntry,
  type ParkedEntry,
  type Redriven,
} from '@understudy/replicator';
import { assertImage, type Asserted, type AssertOptions } from './assert-image.ts';
import { runsOf } from './merge/runs-of.ts';
import { readChainOf, readEntries } from './read-chains.ts';
import type { Records } from './records.ts';
import type { Decider, RecordEntry, RecordName } from './types.ts';
import { decisionsOf } from './decisions-of.ts';
import type { DecideOptions } from './decide-options.ts';
import type { DecideResult, RedriveOutcome } from './decide-result.ts';

export interface RedriveRequest extends Decider {
  /** See assertImage. */
  readonly replaces?: AssertOptions['replaces'];
  /** Continue where another person claimed the record and did not finish. */
  readonly takeOver: boolean;
}

/** Outcomes after which nothing is left to decide. */
const CLOSING = new Set<RedriveOutcome>(['applied', 'stands-already', 'superseded', 'lost', 'late']);

/**
 * Has a record's write stand after all: a parked one is settled by the link's own rule, a ledger's is asserted as a new
 * write by a person. Who redrives claims the record first, so that two people never both do; a person who takes over a claim
 * of one who went away does no harm, since both ways are conditional on the stored item.
 * Conditions: the record is open and not claimed, or (`takeOver`) the claim that was seen is still stored.
 * @throws RecordsError `UND_RECORDS_NOT_FOUND`, and what deciding it threw before anything was claimed
 */
export async function redriveRecord(
  name: RecordName,
  { by, why, replaces, takeOver }: RedriveRequest,
  options: DecideOptions,
): Promise<DecideResult> {
  const { records, clock, randomness } = options;
  const record = await records.show(name);
  const decisions = decisionsOf(name, records);
  const action = name.kind === 'ledger' ? 'apply' : 'redrive';
  const claim: Claim = { token: randomness.unique(), action, by, why, atMs: clock.wallMs() };
  const claimed = await decisions.claim(name.link, name.id, claim, takeOver ? record.claim : undefined);
  if (!claimed.won) return { is: 'by-another', stands: claimed.current };
  const { outcome, problem } = await settle(record, replaces, options);
  const closes = CLOSING.has(outcome);
  const told = problem === undefined ? outcome : `${outcome}: ${problem}`;
  const settled = await decisions.complete(name.link, name.id, { ...claim, outcome: told }, closes);
  if (!settled.won) return { is: 'by-another', stands: settled.current };
  if (action === 'apply' && closes) await closeContained(name, claim, records);
  return { is: 'decided', outcome, closed: closes, ...(problem === undefined ? {} : { problem }) };
}

/** The writes that the applied image was made upon are in it: merged as well, they would count twice. */
async function closeContained(name: RecordName, claim: Claim, records: Records): Promise<void> {
  const chain = await readChainOf(records, name);
  const entries = await readEntries(records, { ...chain, ids: [...chain.ids, name.id].sort() });
  const run = runsOf(entries).find((each) => each.entries.some(({ id }) => id === name.id));
  for (const { id } of run?.entries ?? []) {
    if (id >= name.id) break;
    await decisionsOf(name, records).close(name.link, id, { ...claim, outcome: 'contained' });
  }
}

interface Settled {
  readonly outcome: RedriveOutcome;
  readonly problem?: string;
}

/** A failure that leaves open whether the write was applied leaves the claim standing: the person who takes over finds out. */
async function settle(
  record: RecordEntry,
  replaces: AssertOptions['replaces'],
  options: DecideOptions,
): Promise<Settled> {
  try {
    const { entry } = record;
    return {
      outcome: 'reason' in entry ? await assert(entry, replaces, options) : await redrive(entry, options),
    };
  } catch (error) {
    if (classifyFailure(error).ambiguous || mayHaveApplied(error)) throw error;
    return { outcome: 'failed', problem: error instanceof Error ? error.message : String(error) };
  }
}

async function assert(
  entry: LedgerEntry,
  replaces: AssertOptions['replaces'],
  options: DecideOptions,
): Promise<Asserted> {
  const { writer, partitionKeyOf, stampAttribute } = options;
  const partitionKey = await partitionKeyOf(entry.link.table);
  return assertImage(entry, { writer, partitionKey, stampAttribute, replaces });
}

async function redrive(entry: ParkedEntry, options: DecideOptions): Promise<Redriven | 'foreign-tail'> {
  const { records, writesOf, route, stampAttribute, tombstoneTtlMs, clock } = options;
  const { link } = entry;
  const writes = writesOf(link.table);
  const writer = writes === 'foreign' ? (await route()).writer : undefined;
  if (!mayRedrive(link, writes, writer)) return 'foreign-tail';
  return redriveParked(entry, {
    source: records.client(link.source),
    target: records.client(link.target),
    stampAttribute,
    tombstoneTtlMs,
    wallMs: clock.wallMs(),
  });
}
