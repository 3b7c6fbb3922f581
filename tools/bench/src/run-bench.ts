import { buildRows, type Sample } from './build-rows.ts';
import type { Comparison } from './comparisons.ts';
import { compilePrograms, type Programs } from './compile-programs.ts';
import { BenchError } from './errors.ts';
import type { BenchSizes } from './options.ts';
import { measureGateway } from './measure-gateway.ts';
import { measureVerify, prepareVerify, type VerifySites } from './measure-verify.ts';
import { countStamped } from './count-stamped.ts';
import { createTable } from './create-table.ts';
import { fillTable } from './fill-table.ts';
import { runTask } from './run-task.ts';
import { median, quantile } from './median.ts';
import type { ApplySide, ApplyTask, ClientSide, Metered, RequestKind, Row, Site } from './types.ts';

export interface BenchPlan extends BenchSizes {
  readonly comparisons: readonly Comparison[];
  readonly runs: number;
  /** DynamoDB Local's own address, with no proxy before it. */
  readonly endpoint: string;
  /** The same database behind a proxy, where writes take as long as between two regions. */
  readonly farEndpoint: string;
  /** Told what has just been measured. */
  readonly onProgress?: (line: string) => void;
}

interface Bench extends BenchPlan {
  readonly programs: Programs;
}

const TABLE = 'bench';
const SOURCE_REGION = 'us-east-1';
const TARGET_REGION = 'eu-central-1';
/** Scans bring items many times as fast as writes do: fewer would end before anything can be measured. */
const VERIFIED_FOR_EACH_RECORD = 5;

/**
 * Measures the comparisons round after round, every side once a round in the same order (A B A B …), so that
 * what changes on the machine meanwhile falls on all sides alike. The first round only warms the database up.
 * @throws BenchError `UND_BENCH_MEASUREMENT_FAILED`, `UND_BENCH_RESULT_WRONG`
 */
export async function runBench(wanted: BenchPlan): Promise<readonly Row[]> {
  await using programs = await compilePrograms();
  const plan: Bench = { ...wanted, programs };
  const { comparisons, runs, endpoint, records, warmUp, onProgress = () => undefined } = plan;
  const sides = applySides(comparisons);
  const farSides = applySides(comparisons, true);
  const requests = comparisons.flatMap((comparison) =>
    comparison.kind === 'client' ? [comparison.request] : [],
  );
  const verified = verifySites(plan);
  const samples: Sample[] = [];
  for (let round = 0; round <= runs; round += 1) {
    const label = round === 0 ? 'warming up' : `run ${round} of ${runs}`;
    const applied = new Map<ApplySide, Metered>();
    const source: Site = { endpoint, region: SOURCE_REGION, accessKey: `benchsource${round}` };
    if (sides.length + farSides.length > 0) {
      await createTable(source, TABLE);
      await fillTable(source, TABLE, warmUp + records);
    }
    for (const side of sides) {
      const metered = await measureApply(plan, side, source, `benchtarget${side}${round}`);
      applied.set(side, metered);
      onProgress(
        `${label}: ${side} ${ratePerSecond(metered).toFixed(0)} records/s, ${cpuEach(metered).toFixed(0)} µs of CPU each`,
      );
    }
    const farApplied = new Map<ApplySide, Metered>();
    for (const side of farSides) {
      const far = { ...plan, endpoint: plan.farEndpoint };
      const metered = await measureApply(far, side, source, `benchfar${side}${round}`);
      farApplied.set(side, metered);
      onProgress(`${label}: ${side}, far away, ${ratePerSecond(metered).toFixed(0)} records/s`);
    }
    const drawn = comparisons.flatMap((comparison) =>
      comparison.kind === 'client' || comparison.kind === 'verify' || comparison.kind === 'gateway'
        ? []
        : applySamples(comparison, isFar(comparison) ? farApplied : applied),
    );
    if (verified !== undefined) {
      if (round === 0) await prepareVerify(verified);
      const { samples: mine, line } = await measureVerify(verified, programs.measure);
      drawn.push(...mine);
      onProgress(`${label}: ${line}`);
    }
    for (const request of requests) {
      const { samples: mine, line } = await measureClients(
        plan,
        request,
        `benchclient${request.replace('-', '')}${round}`,
      );
      drawn.push(...mine);
      onProgress(`${label}: ${line}`);
    }
    for (const comparison of comparisons) {
      if (comparison.kind !== 'gateway') continue;
      const { samples: mine, line } = await measureGateway(plan, comparison, round);
      drawn.push(...mine);
      onProgress(`${label}: ${line}`);
    }
    if (round > 0) samples.push(...drawn);
  }
  return buildRows(samples);
}

/** Two databases for the verifier; the same for all rounds. */
function verifySites({ comparisons, endpoint, records }: BenchPlan): VerifySites | undefined {
  if (!comparisons.some(({ kind }) => kind === 'verify')) return undefined;
  const site = (region: string, accessKey: string): Site => ({ endpoint, region, accessKey });
  return {
    left: site(SOURCE_REGION, 'benchverifyleft'),
    right: site(TARGET_REGION, 'benchverifyright'),
    table: TABLE,
    items: records * VERIFIED_FOR_EACH_RECORD,
  };
}

/** Each side once, for every comparison that needs it. */
function applySides(comparisons: readonly Comparison[], far = false): readonly ApplySide[] {
  const sides = comparisons.flatMap((comparison): ApplySide[] =>
    comparison.kind === 'client' ||
    comparison.kind === 'verify' ||
    comparison.kind === 'gateway' ||
    isFar(comparison) !== far
      ? []
      : [comparison.kind, comparison.against],
  );
  return [...new Set(sides)];
}

function isFar(comparison: Comparison): boolean {
  return comparison.kind === 'backfill' && comparison.far === true;
}

/** One side into a database that is empty and its own. */
async function measureApply(plan: Bench, side: ApplySide, source: Site, accessKey: string): Promise<Metered> {
  const { programs, endpoint, records, warmUp, concurrency } = plan;
  const target: Site = { endpoint, region: TARGET_REGION, accessKey };
  await createTable(target, TABLE);
  const task: ApplyTask = {
    kind: 'apply',
    side,
    source,
    target,
    table: TABLE,
    warmUp,
    count: records,
    concurrency,
  };
  const metered = await runTask(task, programs.measure);
  const held = await countStamped(target, TABLE);
  if (held !== warmUp + records) {
    throw new BenchError('UND_BENCH_RESULT_WRONG', {
      what: `After ${side} the table holds ${held} stamped items; expected ${warmUp + records}.`,
      details: { side, held, expected: warmUp + records },
    });
  }
  return metered;
}

function applySamples(
  { kind, name, against }: Comparison & { kind: 'link' | 'backfill' },
  applied: ReadonlyMap<ApplySide, Metered>,
): Sample[] {
  const ours = applied.get(kind);
  const other = applied.get(against);
  if (ours === undefined || other === undefined) return [];
  return [
    { name: `${name}.rate`, unit: 'records/s', ours: ratePerSecond(ours), against: ratePerSecond(other) },
    { name: `${name}.cpu`, unit: 'µs/record', ours: cpuEach(ours), against: cpuEach(other) },
  ];
}

async function measureClients(
  { programs, endpoint, requests: count, warmUp }: Bench,
  request: RequestKind,
  accessKey: string,
): Promise<{ samples: Sample[]; line: string }> {
  const site: Site = { endpoint, region: SOURCE_REGION, accessKey };
  await createTable(site, TABLE);
  const task = { request, site, table: TABLE, warmUp, count };
  const { ours, bare } = await runTask({ kind: 'latency', ...task }, programs.measure);
  const cpu = async (side: ClientSide) =>
    cpuEach(await runTask({ kind: 'cpu', side, ...task }, programs.measure));
  const samples: Sample[] = [
    { name: `client-${request}.median`, unit: 'ms', ours: median(ours), against: median(bare) },
    { name: `client-${request}.p99`, unit: 'ms', ours: quantile(ours, 0.99), against: quantile(bare, 0.99) },
    {
      name: `client-${request}.cpu`,
      unit: 'µs/request',
      ours: await cpu('ours'),
      against: await cpu('bare'),
    },
  ];
  const line = `${request} ${median(ours).toFixed(2)} ms, bare ${median(bare).toFixed(2)} ms`;
  return { samples, line };
}

function ratePerSecond({ count, elapsedMs }: Metered): number {
  return (count / elapsedMs) * 1000;
}

function cpuEach({ count, cpuUs }: Metered): number {
  return cpuUs / count;
}
