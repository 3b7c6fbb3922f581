import { startRegion } from '@understudy/sandbox';
import { describeFailure } from '@understudy/command-line';
import { chooseComparisons } from './comparisons.ts';
import { describeConditions } from './describe-conditions.ts';
import { formatReport } from './format-report.ts';
import { defaultSizes, HELP, type BenchOptions } from './options.ts';
import { parseArguments } from './parse-arguments.ts';
import { runBench } from './run-bench.ts';
import { checkWritable, writeRows } from './write-rows.ts';

/** From Virginia to Frankfurt and back; the proxy alone has it, and only one comparison goes through the proxy. */
const FAR_MS = 80;
const WRITES = ['PutItem', 'BatchWriteItem', 'BatchExecuteStatement'] as const;

// The bench says which Node it ran on; the SDK need not say so once per process.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

try {
  const parsed = parseArguments(process.argv.slice(2));
  if (parsed.kind === 'help') process.stdout.write(HELP);
  else await bench(parsed.options);
} catch (error) {
  const { text, exit } = describeFailure(error, process.env);
  process.stderr.write(text);
  process.exitCode = exit;
}

async function bench(options: BenchOptions): Promise<void> {
  if (options.jsonFile !== undefined) await checkWritable(options.jsonFile);
  const conditions = describeConditions(options, defaultSizes);
  await using region = await startRegion('us-east-1', { heapMb: 512 });
  region.faults.add({ kind: 'latency', ms: FAR_MS, operations: [...WRITES] });
  const rows = await runBench({
    ...defaultSizes,
    comparisons: chooseComparisons(options.only),
    runs: options.runs,
    endpoint: region.directEndpoint,
    farEndpoint: region.endpoint,
    onProgress: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(formatReport(rows, conditions));
  if (options.jsonFile !== undefined) await writeRows(options.jsonFile, rows);
}
