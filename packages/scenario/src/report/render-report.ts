import { groupBy } from '../account/group-by.ts';
import type { MissingFate, Report } from './report.ts';
import type { StretchFigures } from './stretch-figures.ts';
import type { OutcomeTally } from '../journal/tally-outcomes.ts';
import type { WriteName } from '../journal/types.ts';
import { countText, counted, durationText } from './count-text.ts';

const LABEL_COLUMNS = 44;
/** How many of a list are named; the rest are counted. All stand in the JSON. */
const MOST_NAMED = 8;

const FATES: Readonly<Record<MissingFate, string>> = {
  merged: 'merged when the region came back',
  superseded: 'superseded by a later write',
  ledger: 'in the ledger',
  missing: 'LOST',
};

/** The report for people; the figures are the report's own, nothing is worked out here but sums. */
export function renderReport(report: Report): string {
  return [
    heading('Report'),
    '',
    ...sectionOfFailover(report),
    '',
    ...sectionOfSwitchover(report),
    '',
    ...sectionOfShop(report),
    ...sectionOfLedger(report),
    '',
    ...sectionOfAccount(report),
    '',
    ...sectionOfTraffic(report),
    '',
    ...verdict(report),
  ].join('\n');
}

function sectionOfFailover({ failover, merge }: Report): readonly string[] {
  const { from, to, epoch, noticedMs, recoverMs, missing, oldestMissingMs } = failover;
  return [
    `The writer died: ${from} was killed, ${to} took over in epoch ${String(epoch)}`,
    row(
      'time to recover',
      recoverMs === undefined ? 'never' : durationText(recoverMs),
      'from the first write in trouble to the next acknowledged one',
    ),
    row('  until it was noticed', durationText(noticedMs)),
    ...requestRows(failover),
    row(
      'records missing at promotion',
      countText(missing.length),
      missing.length === 0
        ? ''
        : `by item; the oldest acknowledged ${durationText(oldestMissingMs)} before the kill`,
    ),
    ...Object.entries(FATES).map(([fate, words]) =>
      row(`  ${words}`, countText(missing.filter((record) => record.fate === fate).length)),
    ),
    ...named(
      someOfEach(missing).map(
        ({ nonce, write, name, fate }) => `${nonce.padEnd(7)} ${write.padEnd(12)} ${name}: ${FATES[fate]}`,
      ),
    ),
    row('its tail was merged after', durationText(merge.tookMs), `from the return of ${from}`),
  ];
}

function sectionOfSwitchover({ switchover }: Report): readonly string[] {
  const { from, to, epoch, tookMs } = switchover;
  return [
    `The planned switch: ${from} handed over to ${to} in epoch ${String(epoch)}`,
    row('took', durationText(tookMs)),
    ...requestRows(switchover),
  ];
}

function requestRows({
  requests,
  failed,
  waited,
  longestMs,
  longest,
  firstError,
}: StretchFigures): readonly string[] {
  return [
    row('requests under way meanwhile', countText(requests)),
    row('  failed', countText(failed), firstError ?? ''),
    row('  waited longer than 0.5 s', countText(waited)),
    row('  the longest', durationText(longestMs), longest ?? ''),
  ];
}

function sectionOfShop({ shop }: Report): readonly string[] {
  if (shop === undefined) return [];
  const { crash, replacement, failover, switchover, orders, servers } = shop;
  const stretch = ({ requests, longestMs, firstError }: StretchFigures) =>
    [`of ${countText(requests)} requests, the longest ${durationText(longestMs)}`, firstError]
      .filter(Boolean)
      .join('; ');
  return [
    'The shop: visitors through HAProxy, while its servers and its database came and went',
    row('requests', countText(shop.visits), `answered by ${counted(Object.keys(servers).length, 'server')}`),
    row(`  failed when ${crash.server} died`, countText(crash.failed), stretch(crash)),
    row('    under way on all servers at that moment', countText(crash.underWay)),
    row('    all servers serve again after', durationText(crash.tookMs)),
    row(
      `  failed while ${counted(replacement.servers, 'server was', 'servers were')} replaced`,
      countText(replacement.failed),
      stretch(replacement),
    ),
    row('    took', durationText(replacement.tookMs)),
    row('  failed when the writer region died', countText(failover.failed), stretch(failover)),
    row('  failed in the planned switch', countText(switchover.failed), stretch(switchover)),
    row('orders acknowledged', countText(orders.acknowledged)),
    row('  not in both regions', countText(orders.lost.length)),
    ...named(orders.lost),
    '',
  ];
}

function sectionOfLedger({ ledger, ledgerOf }: Report): readonly string[] {
  return [
    'The ledger: writes that lost against a later epoch, with their content',
    row('conflicts', countText(ledger.length), 'entries, of the whole drill'),
    row('  of acknowledged writes', countText(ledgerOf.acknowledged)),
    row('  of writes that got no answer', countText(ledgerOf.withoutAnswer)),
    row('  of writes that the items show as well', countText(ledgerOf.inItems)),
    row('  of other content', countText(ledgerOf.other)),
    ...named(ledger.map(({ name, lost, now }) => `${name}: ${lost} lost; the item is now at ${now}`)),
  ];
}

function sectionOfAccount({ journal, comparison, writes, ledgerOf }: Report): readonly string[] {
  const { fates, missingLoads, withoutAnswer, missing, unexplained } = journal;
  const sumOf = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).reduce((sum, count) => sum + count, 0);
  const inside = fates.ledger - ledgerOf.acknowledged;
  return [
    'The account: the journal of the workload against the items of both regions',
    row('acknowledged writes', countText(journal.acknowledged)),
    row('  items that they wrote', countText(sumOf(fates)), 'a transaction writes several'),
    row('    as they left them, or amended', countText(fates.present)),
    row('    superseded by a later write', countText(fates.superseded)),
    row(
      '    in the ledger',
      countText(fates.ledger),
      inside === 0 ? '' : `${countText(inside)} of them in the entry of another write of their item`,
    ),
    row('    lost silently', countText(fates.missing)),
    ...(missingLoads === 0 ? [] : [row('  loaded items that are gone', countText(missingLoads))]),
    ...named(missing),
    row('writes that got no answer', countText(sumOutcomes(writes, 'ambiguous'))),
    row(
      '  their items',
      countText(sumOf(withoutAnswer)),
      sumOf(withoutAnswer) === 0
        ? ''
        : `${countText(withoutAnswer.applied)} applied, ${countText(withoutAnswer.ledger)} in the ledger, ${countText(withoutAnswer.none)} left no trace`,
    ),
    row('items with unexplained content', countText(unexplained.length)),
    ...named(unexplained),
    row('items compared both ways', countText(comparison.items), comparison.regions.join(' and ')),
    row('  different', countText(comparison.differences.length)),
    ...named(comparison.differences),
  ];
}

function sumOutcomes(writes: Report['writes'], outcome: keyof OutcomeTally): number {
  return Object.values(writes).reduce((total, tally) => total + tally[outcome], 0);
}

function sectionOfTraffic({ writes, reads, phases, tookMs, seed, ratePerSecond }: Report): readonly string[] {
  const names = Object.keys(writes) as WriteName[];
  const sum = (outcome: keyof OutcomeTally) => sumOutcomes(writes, outcome);
  return [
    `The traffic: ${String(ratePerSecond)} requests per second, seed ${String(seed)}`,
    row(
      'reads answered',
      countText(reads.answered),
      `${countText(reads.possiblyStale)} marked as possibly stale, ${countText(reads.failed)} failed`,
    ),
    row(
      'writes acknowledged',
      countText(sum('acknowledged')),
      names.map((name) => `${name} ${countText(writes[name].acknowledged)}`).join(', '),
    ),
    row('  refused by their own condition', countText(sum('byCondition')), 'as they should be'),
    row(
      '  failed',
      countText(sum('refused') + sum('ambiguous')),
      `${countText(sum('ambiguous'))} of them may have been applied`,
    ),
    row('the whole drill', durationText(tookMs)),
    ...phases.map(({ title, tookMs: ms }) => row(`  ${title}`, durationText(ms))),
  ];
}

function verdict({ faults, failover, comparison, shop }: Report): readonly string[] {
  if (faults.length > 0) return ['FAILED', ...faults.map((fault) => `  ${fault}`)];
  return [
    `PASSED: ${counted(failover.missing.length, 'record was', 'records were')} missing when ${failover.to} took over, and each is accounted for;`,
    `nothing was lost silently, both regions hold the same ${countText(comparison.items)} items, and the planned switch failed no request.`,
    ...(shop === undefined
      ? []
      : [
          `${counted(shop.replacement.servers, 'server was', 'servers were')} replaced behind HAProxy without a failed request.`,
        ]),
  ];
}

/** In turn one of each fate, so that a short list shows all that there are. */
function someOfEach(missing: Report['failover']['missing']): Report['failover']['missing'] {
  const groups = [...groupBy(missing, ({ fate }) => fate).values()];
  const most = Math.max(0, ...groups.map(({ length }) => length));
  return Array.from({ length: most }, (_, at) => groups.flatMap((group) => group.slice(at, at + 1))).flat();
}

function heading(text: string): string {
  return `── ${text} ${'─'.repeat(70 - text.length)}`;
}

function row(label: string, figure: string, note = ''): string {
  return `  ${label.padEnd(LABEL_COLUMNS)}${figure.padStart(8)}${note === '' ? '' : `   ${note}`}`;
}

function named(lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, MOST_NAMED).map((line) => `      ${line}`);
  const rest = lines.length - shown.length;
  return rest === 0 ? shown : [...shown, `      and ${counted(rest, 'more', 'more')}`];
}
