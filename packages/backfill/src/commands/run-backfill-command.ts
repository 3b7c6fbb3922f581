import { jsonOf, type CommandContext } from '@understudy/command-line';
import type { ExitName } from '@understudy/core';
import { loadTopology } from '@understudy/service';
import { continueLink } from '../continue-link.ts';
import { openBackfill } from '../open-backfill.ts';
import { copyOptions } from '../options.ts';
import { renderEstimate, renderProgress, renderReport } from '../render-report.ts';
import { renderStep } from '../render-step.ts';
import { planBackfill, runBackfill } from '../run-backfill.ts';
import type { Progress } from '../types.ts';

/** What `backfill` is asked for. */
export interface BackfillRequest {
  readonly file: string;
  readonly output: string;
  readonly arguments: { readonly table: string };
  readonly options: {
    readonly from: string | undefined;
    readonly segments: number;
    readonly concurrency: number;
    readonly readUnits: number;
    readonly writeUnits: number;
    readonly tombstones: boolean;
    readonly reseed: boolean;
    readonly restart: boolean;
    readonly dryRun: boolean;
    /** Wall time in ms. */
    readonly continueFrom: number | undefined;
    readonly json: boolean;
  };
}

/** `unverified` where an item could not be copied. @throws BackfillError, ServiceError, TopologyError, RouteError */
export async function runBackfillCommand(
  request: BackfillRequest,
  context: CommandContext,
): Promise<ExitName> {
  const { file, options } = request;
  const { segments, concurrency, readUnits, writeUnits, continueFrom, dryRun } = options;
  const { settings, close } = await openBackfill({
    topology: loadTopology(file),
    table: request.arguments.table,
    from: options.from,
    options: copyOptions({ segments, concurrency, readUnits, writeUnits }),
  });
  const { result, ...hooks } = reportTo(request, context);
  try {
    if (continueFrom !== undefined) {
      const { onStep, onTrouble } = hooks;
      const { signal } = context;
      const continued = await continueLink({ ...settings, signal, onStep, onTrouble, timeMs: continueFrom });
      result(continued, ({ placed }) =>
        placed
          ? 'The link was placed at that time and has applied everything since.'
          : 'The link was already before that time, and has applied everything since.',
      );
      return 'done';
    }
    const { tombstones, reseed, restart } = options;
    const job = { ...settings, tombstones, reseed, restart, signal: context.signal, ...hooks };
    if (dryRun) {
      result({ dryRun: true, ...(await planBackfill(job)) }, renderEstimate);
      return 'done';
    }
    const report = await runBackfill(job);
    result(report, renderReport);
    return report.failed === 0 ? 'done' : 'unverified';
  } finally {
    await close();
  }
}

/** Events and progress: lines of JSON on stdout where JSON is asked for, else words on stderr. */
function reportTo({ output, options }: BackfillRequest, context: CommandContext) {
  const json = options.json || output === 'json';
  const { out, err } = context;
  let told = '';
  return {
    onStep: (event: string, facts: Readonly<Record<string, unknown>>) => {
      if (json) out(`${jsonOf({ event, ...facts })}\n`);
      else err(`${renderStep(event, facts) ?? `${event} ${jsonOf(facts)}`}\n`);
    },
    onProgress: (progress: Progress) => {
      if (json) out(`${jsonOf({ event: 'backfill.progress', ...progress })}\n`);
      else err(`${renderProgress(progress)}\n`);
    },
    /** The same trouble is written once in a row. */
    onTrouble: (error: unknown) => {
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      if (text !== told) err(`${text}\n`);
      told = text;
    },
    result: <Value extends object>(value: Value, render: (value: Value) => string) => {
      if (json) out(`${jsonOf({ event: 'backfill.result', ...value })}\n`);
      else context.result(value, render);
    },
  };
}
