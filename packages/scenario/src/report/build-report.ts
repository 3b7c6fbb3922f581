import type { Account, Fate, PartFate, Trace } from '../account/account-for-writes.ts';
import { writesOf } from '../journal/apply-part.ts';
import { tallyOutcomes } from '../journal/tally-outcomes.ts';
import { findFaults } from './find-faults.ts';
import type { MissingPart } from '../account/find-missing.ts';
import type { LedgerLine } from '../account/ledger-line.ts';
import type { Moved } from '../moves/moved.ts';
import type { Findings } from './findings.ts';
import { ledgerFigures } from './ledger-figures.ts';
import { reportShop } from './report-shop.ts';
import { stretchFigures } from './stretch-figures.ts';
import type { MissingFate, MoveFigures, Report } from './report.ts';
import type { Content, JournalEntry, WriteName, WritePart } from '../journal/types.ts';

const WRITE_NAMES: readonly WriteName[] = ['put', 'update', 'conditional', 'transaction', 'delete', 'create'];

/** Puts together what a run found; pure. */
export function buildReport(findings: Findings): Report {
  const { failover, switchover, comparison, journal, finished } = findings;
  const names = namesOf(journal);
  const report: Omit<Report, 'faults'> = {
    items: findings.items,
    ratePerSecond: findings.ratePerSecond,
    seed: findings.seed,
    tookMs: findings.tookMs,
    phases: findings.phases,
    writes: countWrites(journal),
    reads: {
      answered: finished.filter(({ kind, failed }) => kind === 'read' && !failed).length,
      failed: finished.filter(({ kind, failed }) => kind === 'read' && failed).length,
      possiblyStale: finished.filter(({ stale }) => stale === true).length,
    },
    failover: {
      ...moveFigures(failover),
      noticedMs: failover.noticedMs - failover.killedMs,
      ...(failover.outage?.lastedMs === undefined ? {} : { recoverMs: failover.outage.lastedMs }),
      missing: failover.missing.map((missing) => ({
        nonce: missing.entry.nonce,
        write: missing.entry.write,
        name: missing.part.name,
        fate: fateOfMissing(missing, findings.accounts[0]),
        beforeKillMs: Math.max(0, failover.killedMs - missing.entry.endedMs),
      })),
      oldestMissingMs: Math.max(0, ...failover.missing.map(({ entry }) => failover.killedMs - entry.endedMs)),
    },
    merge: { tookMs: findings.mergeTookMs },
    switchover: moveFigures(switchover),
    ...(findings.shop === undefined ? {} : { shop: reportShop(findings.shop) }),
    ledger: findings.ledger.map((line) => describeLine(line, names, findings.itemsOf[0].get(line.key))),
    ledgerOf: ledgerFigures(findings.ledger, findings.accounts[0]),
    journal: accountFigures(findings, names),
    comparison: {
      items: comparison.items,
      regions: findings.regions,
      differences: comparison.differences.map(({ key, how }) => `${names.get(key) ?? key}: ${how}`),
    },
  };
  return { ...report, faults: findFaults(report) };
}

function countWrites(journal: readonly JournalEntry[]): Report['writes'] {
  const tally = (name: WriteName) => tallyOutcomes(journal.filter(({ write }) => write === name));
  return Object.fromEntries(WRITE_NAMES.map((name) => [name, tally(name)])) as Report['writes'];
}

function moveFigures({ from, to, epoch, tookMs, stretch }: Moved): MoveFigures {
  return { from, to, epoch, tookMs, ...stretchFigures(stretch) };
}

function fateOfMissing({ entry, part }: MissingPart, { acknowledged }: Account): MissingFate {
  const fate = acknowledged.find((each) => each.entry === entry && each.part === part)?.fate ?? 'missing';
  return fate === 'present' ? 'merged' : fate;
}

/** Both regions have to account for a write; where they don't agree, the worse counts. */
function accountFigures(findings: Findings, names: ReadonlyMap<string, string>): Report['journal'] {
  const { accounts, journal, journalFile } = findings;
  const [first, second] = accounts;
  const parts = first.acknowledged.map((part, at) => worseOf(part, second.acknowledged[at] ?? part));
  const loads = new Set([...first.missingLoads, ...second.missingLoads]);
  const count = <Kind extends string>(fates: readonly PartFate<Kind>[], wanted: Kind) =>
    fates.filter(({ fate }) => fate === wanted).length;
  const withoutAnswer = (trace: Trace) => count(first.ambiguous, trace);
  return {
    file: journalFile,
    acknowledged: tallyOutcomes(journal).acknowledged,
    fates: {
      present: count(parts, 'present'),
      superseded: count(parts, 'superseded'),
      ledger: count(parts, 'ledger'),
      missing: count(parts, 'missing'),
    },
    missingLoads: loads.size,
    withoutAnswer: {
      applied: withoutAnswer('applied'),
      ledger: withoutAnswer('ledger'),
      none: withoutAnswer('none'),
    },
    missing: [
      ...new Set([
        ...parts.filter(({ fate }) => fate === 'missing').map(describeFate),
        ...[...loads].map((key) => `${names.get(key) ?? key}: loaded, and gone`),
      ]),
    ],
    unexplained: [
      ...new Set(
        [...first.unexplained, ...second.unexplained].map(
          ({ key, why }) => `${names.get(key) ?? key}: ${why}`,
        ),
      ),
    ],
  };
}

const FROM_BEST: readonly Fate[] = ['present', 'superseded', 'ledger', 'missing'];

function worseOf(one: PartFate, other: PartFate): PartFate {
  return FROM_BEST.indexOf(one.fate) >= FROM_BEST.indexOf(other.fate) ? one : other;
}

function describeFate({ entry, part }: { readonly entry: JournalEntry; readonly part: WritePart }): string {
  return `${entry.nonce} ${entry.write} ${part.name}`;
}

function describeLine(
  { key, link, lost }: LedgerLine,
  names: ReadonlyMap<string, string>,
  now: Content | undefined,
): Report['ledger'][number] {
  const last = (content: Content) => writesOf(content).at(-1) ?? 'what was loaded';
  return {
    key,
    name: names.get(key) ?? key,
    link,
    lost: lost === undefined ? 'a removal' : last(lost),
    now: now === undefined ? 'a removal' : last(now),
  };
}

function namesOf(journal: readonly JournalEntry[]): ReadonlyMap<string, string> {
  return new Map(journal.flatMap(({ parts }) => parts.map(({ key, name }) => [key, name] as const)));
}
