import { format, resolveConfig } from 'prettier';
import { ROOT } from '../root.ts';
import type { RestingCosts } from './measure-resting.ts';
import type { WriteCosts } from './measure-writes.ts';

/** Dollars of us-east-1, on demand, standard table class, as https://aws.amazon.com/dynamodb/pricing/on-demand showed them. */
const PRICES = {
  asOf: 'November 2025',
  millionReads: 0.125,
  millionWrites: 0.625,
  millionStreamReads: 0.2,
  /** The first 10 TB a month to the internet, past the first 100 GB. */
  gigabyteOut: 0.09,
} as const;

/** 730 hours. */
const MONTH_S = 2_628_000;

const SECTIONS = ['rest', 'writes', 'example'] as const;

/**
 * The page with its three tables between their marks.
 * @throws Error where a mark is missing
 */
export async function renderCosts(
  page: string,
  resting: RestingCosts,
  writes: readonly WriteCosts[],
): Promise<string> {
  const tables = {
    rest: restTable(resting),
    writes: writeTable(writes),
    example: exampleTable(resting, writes),
  };
  let written = page;
  for (const section of SECTIONS) {
    const [begin, end] = [`<!-- ${section}: counted by \`npm run docs\` -->`, `<!-- /${section} -->`];
    const between = new RegExp(`${begin}[\\s\\S]*?${end}`);
    if (!between.test(written))
      throw new Error(`The page of costs has no place for ${section}: ${begin} … ${end}`);
    written = written.replace(between, () => `${begin}\n\n${tables[section]}\n\n${end}`);
  }
  return format(written, { ...(await resolveConfig(`${ROOT}README.md`)), parser: 'markdown' });
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** 10.0333 → 10; 0.333 → 0.33 */
function rate(perSecond: number): string {
  return String(Number(perSecond.toPrecision(2)));
}

function millions(perSecond: number): string {
  return ((perSecond * MONTH_S) / 1e6).toPrecision(2);
}

function restTable({ streamReads, links, follower, routeReads, monitorReads }: RestingCosts): string {
  const rows: readonly (readonly [string, string, string, number])[] = [
    ["the writer's stream", 'shard of each table', 'stream reads', streamReads.writer],
    ["the standby's stream", 'shard of each table', 'stream reads', streamReads.standby],
    ['positions, barriers and orders of the two links', 'table', 'read units', links.reads],
    ['renewals and status of the two links', 'table', 'write units', links.writes],
    ['the look of a second worker at the leader', 'table and waiting worker', 'read units', follower.reads],
    ['the route', 'process: client, gateway, worker', 'read units in the witness', routeReads],
    ['the fences, for health', 'daemon: gateway, worker', 'read units', monitorReads],
  ];
  return tableOf(
    ['what is read or written', 'for each', 'billed as', 'a second', 'million a month'],
    rows.map(([what, each, unit, perSecond]) => [what, each, unit, rate(perSecond), millions(perSecond)]),
  );
}

function writeTable(writes: readonly WriteCosts[]): string {
  const rows = writes
    .filter(({ route }) => route === 'steady')
    .map(({ write, plain, writer, standby, records, bytes }) => {
      const merging = writes.find((other) => other.route === 'merging' && other.write === write);
      const whileMerging = [merging?.writer, merging?.standby, merging?.own].map(String).join(' + ');
      const seen =
        records.length > 3 ? `${String(records.length)} × ${records[0] ?? ''}` : records.join(', ');
      return [
        write,
        String(plain),
        String(writer),
        String(standby),
        whileMerging,
        seen,
        (bytes / 1_000).toFixed(1),
      ];
    });
  return tableOf(
    [
      'a write of the application',
      'alone',
      'writer',
      'standby',
      'while merging: writer + standby + tombstones',
      "records in the standby's stream",
      'KB of records read',
    ],
    rows,
  );
}

/** A service that is small enough to be checked by hand. */
const EXAMPLE = { tables: 5, shards: 4, gateways: 10, workers: 2, putsPerSecond: 20 } as const;

/** What the example is billed a month, in dollars, by what causes it. */
function priceExample(
  { streamReads, links, follower, routeReads, monitorReads }: RestingCosts,
  writes: readonly WriteCosts[],
): readonly (readonly [string, number])[] {
  const { tables, shards, gateways, workers, putsPerSecond } = EXAMPLE;
  const put = writes.find(({ write, route }) => route === 'steady' && write === 'put of 500 bytes');
  if (put === undefined) throw new Error('No put was measured.');
  const monthly = (perSecond: number, dollarsOfMillion: number) =>
    (perSecond * MONTH_S * dollarsOfMillion) / 1e6;
  const polled = tables * shards * (streamReads.writer + streamReads.standby);
  const noted =
    monthly(tables * links.reads, PRICES.millionReads) + monthly(tables * links.writes, PRICES.millionWrites);
  const processes = gateways + workers;
  return [
    ['reads of streams', monthly(polled, PRICES.millionStreamReads)],
    ['positions, renewals and status of links', noted],
    ['the second worker', monthly(tables * (workers - 1) * follower.reads, PRICES.millionReads)],
    ['leases and health of processes', monthly(processes * (routeReads + monitorReads), PRICES.millionReads)],
    ['writes of the standby', monthly(putsPerSecond * put.standby, PRICES.millionWrites)],
    ['records that leave AWS', (putsPerSecond * MONTH_S * put.bytes * PRICES.gigabyteOut) / 1e9],
  ];
}

function exampleTable(resting: RestingCosts, writes: readonly WriteCosts[]): string {
  const priced = priceExample(resting, writes);
  const sum = priced.reduce((total, [, dollars]) => total + dollars, 0);
  const rows = [...priced, ['**together**', sum] as const].map(([what, dollars]) => [
    what,
    dollars.toFixed(2),
  ]);
  const { tables, shards, gateways, workers, putsPerSecond } = EXAMPLE;
  const told = `${String(tables)} tables of ${String(shards)} shards, ${String(gateways)} gateways and ${String(workers)} workers on Linode, ${String(putsPerSecond)} puts of 500 bytes a second, on demand in us-east-1, at the prices of ${PRICES.asOf}, free tiers not deducted:`;
  return `${told}\n\n${tableOf(['what', 'dollars a month'], rows)}`;
}
