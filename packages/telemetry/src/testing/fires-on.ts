import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSamples } from './read-samples.ts';

export interface FiresOnOptions {
  /** PromQL, as an alert has it. */
  readonly expression: string;
  /** What `/metrics` answered to each scrape, from time 0 on. */
  readonly scrapes: readonly string[];
  /** From one scrape to the next. */
  readonly everySeconds: number;
}

/**
 * Whether an alert with this expression fires at the time of the last scrape, as Prometheus's own `promtool test rules`
 * evaluates it. `time()` is 0 at the first scrape.
 * @throws Error with promtool's output where it refuses the expression or the samples
 */
export async function firesOn({ expression, scrapes, everySeconds }: FiresOnOptions): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-promtool-'));
  try {
    const rule = { alert: 'Tried', expr: expression };
    const expectation = {
      eval_time: `${String((scrapes.length - 1) * everySeconds)}s`,
      alertname: rule.alert,
      exp_alerts: [],
    };
    const test = {
      interval: `${String(everySeconds)}s`,
      input_series: seriesOf(scrapes),
      alert_rule_test: [expectation],
    };
    // JSON is YAML.
    await writeFile(
      join(folder, 'rules.yaml'),
      JSON.stringify({ groups: [{ name: 'tried', rules: [rule] }] }),
    );
    await writeFile(
      join(folder, 'test.yaml'),
      JSON.stringify({ rule_files: ['rules.yaml'], evaluation_interval: test.interval, tests: [test] }),
    );
    const output = await runPromtool(folder);
    if (output === undefined) return false;
    if (/got:\[\s*0:\s*Labels:/.test(output)) return true;
    throw new Error(`promtool failed:\n${output}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Each series with its value at each scrape; `_` where the scrape has no such series. */
function seriesOf(
  scrapes: readonly string[],
): readonly { readonly series: string; readonly values: string }[] {
  const read = scrapes.map((text) => readSamples(text));
  const names = new Set(read.flatMap((samples) => [...samples.keys()]));
  return [...names].map((series) => ({
    series,
    values: read.map((samples) => samples.get(series) ?? '_').join(' '),
  }));
}

/** What promtool says of a failed test; `undefined` where it passed. */
function runPromtool(folder: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('promtool', ['test', 'rules', 'test.yaml'], { cwd: folder }, (error, stdout, stderr) => {
      resolve(error === null ? undefined : `${error.message}\n${stdout}${stderr}`);
    });
  });
}
