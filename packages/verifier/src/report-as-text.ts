import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { encodeVersion, stampOf, type Item } from '@understudy/versions';
import type { RepairPlan } from './plan-repair.ts';
import type { Both, Difference } from './types.ts';
import { isIdentical, type ReportedRepair, type VerifiedTableReport } from './verify-service.ts';

export interface ReportOptions {
  readonly service: string;
  readonly regions: Both<string>;
  readonly stampAttribute: string;
  /** Whether values are shown besides keys and names: they may be secret. */
  readonly values: boolean;
}

/** The report for machines, as one JSON value. */
export function reportAsJson(reports: readonly VerifiedTableReport[], options: ReportOptions): object {
  const { service, regions } = options;
  const byRegion = <T>([left, right]: Both<T>) => ({ [regions[0]]: left, [regions[1]]: right });
  return {
    service,
    regions,
    identical: isIdentical(reports),
    tables: reports.map((report) => ({
      table: report.table,
      items: byRegion(report.items),
      compared: report.compared,
      different: report.different,
      onlyIn: byRegion(report.onlyIn),
      unsettled: report.unsettled,
      changedOnTheWay: report.changedOnTheWay,
      lookedAgain: report.lookedAgain,
      capacityUnits: byRegion(report.capacityUnits),
      elapsedMs: Math.round(report.elapsedMs),
      itemsPerSecond: perSecond(report),
      differences: report.differences.map((difference) => describe(difference, options)),
      unsettledKeys: report.unsettledKeys,
      full: byRegion(report.full),
      fullKeys: report.fullKeys,
      ...(report.repairs === undefined
        ? {}
        : {
            repairs: {
              ...report.repairs.counts,
              listed: report.repairs.listed.map((repair) => ({
                key: repair.difference.key,
                plan: planAsJson(repair.plan, options),
                tombstones: byRegion(
                  repair.tombstones.map((one) => (one === undefined ? null : encodeVersion(one))) as [
                    string | null,
                    string | null,
                  ],
                ),
                outcome: repair.outcome,
              })),
            },
          }),
    })),
  };
}

/** JSON.stringify's replacer for what holds DynamoDB's values: bytes as base64, as DynamoDB's own JSON has them. */
export function bytesAsText(this: unknown, name: string, value: unknown): unknown {
  const held = (this as Record<string, unknown>)[name];
  return held instanceof Uint8Array ? Buffer.from(held).toString('base64') : value;
}

/** The report for people, line by line. */
export function reportAsText(reports: readonly VerifiedTableReport[], options: ReportOptions): string {
  const lines = reports.flatMap((report) => [...tableLines(report, options), '']);
  return `${[...lines, verdict(reports)].join('\n')}\n`;
}

function tableLines(report: VerifiedTableReport, options: ReportOptions): readonly string[] {
  const [first, second] = options.regions;
  const { table, compared, items, different, onlyIn, unsettled, changedOnTheWay, capacityUnits } = report;
  const shown = report.differences.length;
  return [
    `${table}: ${count(compared)} keys compared in ${(report.elapsedMs / 1_000).toFixed(1)} s (${count(perSecond(report))} items/s)`,
    `  items      ${first} ${count(items[0])}, ${second} ${count(items[1])}`,
    `  capacity   ${first} ${count(capacityUnits[0])}, ${second} ${count(capacityUnits[1])} read units`,
    `  on the way ${count(changedOnTheWay)} differed at first and were the same when they were looked at again`,
    ...(unsettled === 0 ? [] : [`  unsettled  ${count(unsettled)} were written to at every look: ask again`]),
    ...fullLines(report, options),
    `  different  ${count(different)} (only in ${first} ${count(onlyIn[0])}, only in ${second} ${count(onlyIn[1])})`,
    ...report.differences.flatMap((difference) => differenceLines(difference, options)),
    ...(shown < different ? [`    … and ${count(different - shown)} more`] : []),
    ...repairLines(report, options),
  ];
}

function fullLines({ full, fullKeys }: VerifiedTableReport, { regions }: ReportOptions): readonly string[] {
  if (full[0] + full[1] === 0) return [];
  return [
    `  full       ${regions[0]} ${count(full[0])}, ${regions[1]} ${count(full[1])} have no space for a stamp: their writes can't be replicated`,
    ...fullKeys.map((key) => `    ${keyAsText(key)}`),
  ];
}

function differenceLines(difference: Difference, options: ReportOptions): readonly string[] {
  const { key, attributes, onlyIn, copies } = difference;
  const how = onlyIn === undefined ? `differs in ${attributes.join(', ')}` : `only in ${onlyIn}`;
  const line = `    ${keyAsText(key)} ${how}`;
  if (!options.values) return [line];
  const shown = copies.flatMap((copy, side) =>
    copy === undefined ? [] : [`      ${options.regions[side] ?? ''} ${JSON.stringify(copy, bytesAsText)}`],
  );
  return [line, ...shown];
}

function repairLines({ repairs }: VerifiedTableReport, options: ReportOptions): readonly string[] {
  if (repairs === undefined) return [];
  const { planned, repaired, overtaken, undecided } = repairs.counts;
  const isDry = repairs.listed.every(({ outcome }) => outcome === undefined);
  const head = isDry
    ? `  repair     ${count(planned)} can be decided by their stamps, ${count(undecided)} can not; nothing was written (--apply writes)`
    : `  repair     ${count(repaired)} repaired, ${count(overtaken)} written to meanwhile, ${count(undecided)} can't be decided by stamps`;
  return [head, ...repairs.listed.map((repair) => `    ${repairAsText(repair, options)}`)];
}

function repairAsText({ difference, plan, outcome }: ReportedRepair, { regions }: ReportOptions): string {
  const key = keyAsText(difference.key);
  const done = outcome === undefined || outcome === 'undecided' ? '' : ` — ${outcome}`;
  if (plan.does === 'nothing') return `${key} undecided: ${UNDECIDED[plan.undecided]}`;
  if (plan.does === 'put') return `${key} put in ${regions[plan.side]}${done}`;
  return `${key} remove from ${plan.sides.map((side) => regions[side]).join(' and ')}${done}`;
}

const UNDECIDED = {
  foreign: "the table's writes bear no stamps",
  'no-stamps': 'neither copy bears a stamp',
  'same-version': 'both copies bear the same version',
  'absent-at-writer': 'the writer lacks what the standby once wrote, and no tombstone says why',
  'stamp-invalid': 'the stamp attribute holds something else',
} as const;

function planAsJson(plan: RepairPlan, { regions, stampAttribute, values }: ReportOptions): object {
  if (plan.does === 'nothing') return plan;
  if (plan.does === 'remove') {
    return {
      does: 'remove',
      from: plan.sides.map((side) => regions[side]),
      version: encodeVersion(plan.version),
    };
  }
  const stamp = stampOf(plan.item, stampAttribute);
  return { does: 'put', in: regions[plan.side], stamp, ...(values ? { item: plan.item } : {}) };
}

function describe(
  { key, attributes, onlyIn, copies }: Difference,
  { regions, values, stampAttribute }: ReportOptions,
): object {
  const stamps = copies.map((copy) => {
    const stamp = copy?.[stampAttribute]?.S;
    return stamp ?? null;
  });
  return {
    key,
    ...(onlyIn === undefined ? { attributes } : { onlyIn }),
    stamps: { [regions[0]]: stamps[0], [regions[1]]: stamps[1] },
    ...(values ? { copies: { [regions[0]]: copies[0] ?? null, [regions[1]]: copies[1] ?? null } } : {}),
  };
}

function verdict(reports: readonly VerifiedTableReport[]): string {
  const sum = (of: (report: VerifiedTableReport) => number) =>
    count(reports.reduce((all, one) => all + of(one), 0));
  const compared = sum(({ compared: keys }) => keys);
  if (isIdentical(reports)) {
    const repaired = sum(({ repairs }) => repairs?.counts.repaired ?? 0);
    return `IDENTICAL: ${compared} keys in ${reports.length} ${reports.length === 1 ? 'table' : 'tables'}${repaired === '0' ? '' : `, ${repaired} of them repaired`}.`;
  }
  return `DIFFERENT: ${sum(({ different }) => different)} of ${compared} keys differ, ${sum(({ unsettled }) => unsettled)} are unsettled.`;
}

/** Items of both regions in a second. */
function perSecond({ items, elapsedMs }: VerifiedTableReport): number {
  return Math.round(((items[0] + items[1]) / Math.max(1, elapsedMs)) * 1_000);
}

/** `id="o-1" at=15`: a key for people. */
function keyAsText(key: Item): string {
  return Object.entries(key)
    .map(([name, value]) => `${name}=${valueAsText(value)}`)
    .join(' ');
}

function valueAsText(value: AttributeValue): string {
  if (value.S !== undefined) return JSON.stringify(value.S);
  if (value.N !== undefined) return value.N;
  return value.B === undefined ? JSON.stringify(value) : `base64:${Buffer.from(value.B).toString('base64')}`;
}

function count(number: number): string {
  return Number.isInteger(number)
    ? number.toLocaleString('en-US')
    : number.toLocaleString('en-US', { maximumFractionDigits: 1 });
}
