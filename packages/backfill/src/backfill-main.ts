#!/usr/bin/env node
/** A backfill as a process; killed or stopped, the same command goes on with it. */
import { isUnderstudyError } from '@understudy/core';
import { chooseExit, EXIT } from './choose-exit.ts';
import { continueLink } from './continue-link.ts';
import { openBackfill } from './open-backfill.ts';
import { readCommand, USAGE, type Command } from './read-command.ts';
import { renderEstimate, renderProgress, renderReport } from './render-report.ts';
import { planBackfill, runBackfill } from './run-backfill.ts';

function speak({ json }: Command) {
  const line = (facts: Readonly<Record<string, unknown>>) =>
    process.stdout.write(`${JSON.stringify(facts)}\n`);
  return {
    onStep: (event: string, facts: Readonly<Record<string, unknown>>) => {
      if (json) line({ event, ...facts });
      else process.stderr.write(`${event} ${JSON.stringify(facts)}\n`);
    },
    result: (text: string, facts: object) => {
      if (json) line({ event: 'backfill.result', ...facts });
      else process.stdout.write(`${text}\n`);
    },
    /** The same trouble is told once in a row. */
    onTrouble: (() => {
      let told = '';
      return (error: unknown) => {
        const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        if (text !== told) process.stderr.write(`${text}\n`);
        told = text;
      };
    })(),
  };
}

async function main(command: Command, signal: AbortSignal): Promise<number> {
  const { onStep, onTrouble, result } = speak(command);
  const { settings, close } = await openBackfill(command);
  try {
    const { tombstones, reseed, restart } = command;
    if (command.continueFromMs !== undefined) {
      const continued = await continueLink({
        ...settings,
        signal,
        onStep,
        onTrouble,
        timeMs: command.continueFromMs,
      });
      result(
        continued.placed
          ? 'The link was placed at that time and has settled everything since.'
          : 'The link stood before that time, and has settled everything since.',
        continued,
      );
      return EXIT.done;
    }
    const backfill = {
      ...settings,
      tombstones,
      reseed,
      restart,
      signal,
      onStep,
      onTrouble,
      onProgress: (progress: Parameters<typeof renderProgress>[0]) => {
        if (command.json) onStep('backfill.progress', { ...progress });
        else process.stderr.write(`${renderProgress(progress)}\n`);
      },
    };
    if (command.dryRun) {
      const estimate = await planBackfill(backfill);
      result(renderEstimate(estimate), { dryRun: true, ...estimate });
      return EXIT.done;
    }
    const report = await runBackfill(backfill);
    result(renderReport(report), report);
    return report.failed === 0 ? EXIT.done : EXIT.failed;
  } finally {
    await close();
  }
}

const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () =>
    stopping.abort(new Error(`Stopped by ${signal}; the same command goes on with it.`)),
  );

try {
  const command = readCommand(process.argv.slice(2));
  if (command === 'help') process.stdout.write(USAGE);
  else process.exitCode = await main(command, stopping.signal);
} catch (error) {
  const ours = isUnderstudyError(error);
  const text =
    ours || stopping.signal.aborted ? (error as Error).message : error instanceof Error ? error.stack : error;
  process.stderr.write(`${String(text)}\n`);
  process.exitCode = stopping.signal.aborted ? EXIT.stopped : chooseExit(error);
}
