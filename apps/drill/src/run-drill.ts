import { setMaxListeners } from 'node:events';
import { systemClock } from '@understudy/core';
import { catchSignals, OwnedResources, Phases, Stopped } from '@understudy/scenario';
import { stayUp } from './commands/stay-up.ts';
import { drill, type DrillOutcome } from './drill.ts';
import type { DrillRun } from './drill-run.ts';
import { EXIT } from './exit.ts';
import { messageOf } from './message-of.ts';
import type { DrillOptions } from './options.ts';
import { openScreen, type Screen } from './screen/open-screen.ts';

/** Runs the drill on this terminal; nothing of it is left running or on disk. @returns the exit code */
export async function runDrill(options: DrillOptions): Promise<number> {
  const clock = systemClock();
  const beganMs = clock.monotonicMs();
  const elapsedMs = () => clock.monotonicMs() - beganMs;
  const { plain } = options;
  const screen = openScreen({ output: process.stdout, elapsedMs, plain, environment: process.env });
  const say = (sentence: string) => {
    screen.say(sentence);
  };
  const { signal, end } = catchSignals(process, () => {
    say('Shutting down… Press Ctrl-C again to exit immediately.');
  });
  setMaxListeners(0, signal);
  // stdout was closed by the reader (`| head`).
  process.stdout.on('error', () => process.emit('SIGTERM'));
  const resources = new OwnedResources((error) => {
    say(messageOf(error));
  });
  const steps = drill(options);
  const phases = new Phases(elapsedMs, steps.titles);
  const run: DrillRun = { options, clock, signal, elapsedMs, say, resources, phases, notes: {}, screen };
  let code: number = EXIT.broken;
  try {
    code = await play(steps, run);
  } catch (error) {
    code = exitCodeOf(error, signal, screen);
  } finally {
    end();
    await resources.close({ failed: code === EXIT.broken });
    screen.clear();
  }
  return code;
}

async function play(steps: ReturnType<typeof drill>, run: DrillRun): Promise<number> {
  const { screen, signal, phases, options } = run;
  screen.print('A DynamoDB region dies under live traffic, and every write is accounted for.\n');
  const onBegin = (title: string) => {
    phases.begin(title);
  };
  const outcome: DrillOutcome = await steps.run(run, { signal, onBegin });
  if (!options.once) await stayUp(outcome);
  if (outcome.report.faults.length > 0) return EXIT.failed;
  return signal.reason instanceof Stopped ? signal.reason.exitCode : EXIT.passed;
}

function exitCodeOf(error: unknown, signal: AbortSignal, screen: Screen): number {
  if (error instanceof Stopped) return error.exitCode;
  if (signal.reason instanceof Stopped) return signal.reason.exitCode;
  screen.say(messageOf(error));
  return EXIT.broken;
}
