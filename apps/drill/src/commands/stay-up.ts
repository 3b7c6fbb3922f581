import type { Stage } from '../stage.ts';
import { isUnderstudyError } from '@understudy/core';
import { describeCheck } from '@understudy/scenario';
import { findNetworkError } from './find-network-error.ts';
import { COMMANDS_HELP, parseCommand, type Command } from './parse-command.ts';
import { refuseCommand } from './refuse-command.ts';
import { check, killWriter, switchWriter } from '../run-drill.ts';

const MERGE_LIMIT_MS = 10 * 60_000;

/**
 * Does what is typed, one line after the other, until the input says "quit" or the signal is aborted. An input that
 * ends (a pipe, /dev/null) is no reason to stop; neither is a command that fails, by an error with a code or by the
 * network. @throws every other error
 */
export async function stayUp(stage: Stage, lines: AsyncIterable<string>): Promise<void> {
  for await (const line of lines) {
    const command = parseCommand(line, stage.regions);
    if (command.kind === 'quit') return;
    try {
      await carryOut(stage, command);
    } catch (error) {
      if (stage.signal.aborted) return;
      stage.screen.say(describeFailure(error));
    }
  }
  await untilAborted(stage.signal);
}

/** @throws an error that nobody foresaw */
function describeFailure(error: unknown): string {
  if (isUnderstudyError(error)) return error.message;
  const said = findNetworkError(error);
  if (said === undefined) throw error;
  return `That did not come to its end: ${said}. Everything else goes on.`;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

async function carryOut(stage: Stage, command: Command): Promise<void> {
  const { operator, screen, regions } = stage;
  const refusal = refuseCommand(
    command,
    operator.dead.filter((region) => regions.includes(region)),
  );
  if (refusal !== undefined) {
    screen.say(refusal);
    return;
  }
  switch (command.kind) {
    case 'kill':
      if (command.region === (await operator.writer())) await killWriter(stage, command.region);
      else await operator.kill(command.region);
      return;
    case 'restore':
      await operator.restore(command.region);
      await operator.untilMerged(command.region, MERGE_LIMIT_MS);
      return;
    case 'switch':
      await switchWriter(stage, await operator.other(await operator.writer()));
      return;
    case 'check':
      await checkByHand(stage);
      return;
    case 'help':
      screen.print(COMMANDS_HELP.join('\n'));
      return;
    case 'unknown':
      screen.say(command.why);
      return;
    case 'nothing':
    case 'quit':
      return;
  }
}

async function checkByHand(stage: Stage): Promise<void> {
  try {
    for (const line of describeCheck(await check(stage))) stage.screen.say(line);
  } finally {
    stage.workload.start();
  }
}
