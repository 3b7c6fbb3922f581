import { dirname, join } from 'node:path';
import { StopSignal } from '@understudy/command-line';
import { EXIT_CODES } from '@understudy/core';
import { readRunbookCommands } from './read-runbook-commands.ts';
import { runUnderstudy } from './run-understudy.ts';

/** A command of a page, and how it ended. */
export interface RunbookOutcome {
  readonly page: string;
  readonly command: string;
  readonly code: number;
  /** What is wrong with how it ended; absent where nothing is. */
  readonly problem?: string;
}

/** What people put in the place of a word in capitals. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  TABLE: ['orders'],
  REGION: ['eu-central-1'],
  SUBJECT: ['eu-central-1'],
  INTENT: ['failover-of-epoch-1-1'],
  NAME: ['orch-1'],
  CODE: ['UND_REPLICATOR_TABLE_REPLACED'],
  TEXT: ['a test of the page'],
  WHY: ['a test of the page'],
};
/** They run until they are stopped. */
const DAEMON = /^(?:watch|replicator run|orchestrator run|verify .*--watch)/;
const SERVES = /^(?:replicator run|orchestrator run|verify .*--watch)/;
const DAEMON_MS = 4_000;
const LIMIT_MS = 90_000;
const STACK = /^\s+at .+:\d+:\d+\)?$/m;
const DOCUMENTED: ReadonlySet<number> = new Set(
  Object.entries(EXIT_CODES).flatMap(([name, code]) => (name === 'unexpected' ? [] : [code])),
);

/**
 * Runs the commands of a page as they are written, with names in the place of words in capitals. What asks a person
 * before it moves the writer is refused, as without a terminal.
 * @param record in the place of RECORD
 */
export async function runRunbook(
  page: string,
  file: string,
  record: () => Promise<string>,
): Promise<readonly RunbookOutcome[]> {
  const outcomes: RunbookOutcome[] = [];
  for (const command of readRunbookCommands(page)) {
    const words = await Promise.all(
      command
        .split(' ')
        .map(async (word) => (word === 'RECORD' ? [await record()] : (PLACES[word] ?? [word]))),
    );
    // Each beside what runs already, and nothing outside of the cloud's directory.
    const port = SERVES.test(command) ? ['--port', '0'] : [];
    const out = command.startsWith('monitoring render') ? ['--out', join(dirname(file), 'rendered')] : [];
    const outcome = await runCommand(page, command, [...words.flat(), ...port, ...out, '-f', file]);
    process.stdout.write(`${page}: ${outcome.code}  ${command}  ${outcome.problem ?? ''}\n`);
    outcomes.push(outcome);
  }
  // What a page orders would stand in the way of the next one's.
  await runUnderstudy(['unfreeze', '-f', file]);
  await runUnderstudy(['maintenance', 'eu-central-1', '--end', '-f', file]);
  return outcomes;
}

async function runCommand(page: string, command: string, words: readonly string[]): Promise<RunbookOutcome> {
  const stopping = new AbortController();
  const limitMs = DAEMON.test(command) ? DAEMON_MS : LIMIT_MS;
  const timer = setTimeout(() => {
    stopping.abort(new StopSignal('SIGTERM'));
  }, limitMs);
  const { code, out, err } = await runUnderstudy(words, process.env, stopping.signal);
  clearTimeout(timer);
  const facts = { page, command, code };
  if (stopping.signal.aborted && !DAEMON.test(command))
    return { ...facts, problem: `It did not end within ${LIMIT_MS / 1_000} s.` };
  if (STACK.test(out + err)) return { ...facts, problem: `It wrote a stack:\n${err}` };
  if (!DOCUMENTED.has(code)) return { ...facts, problem: `It ended with ${code}:\n${err}` };
  if (code !== 0 && (out + err).trim() === '')
    return { ...facts, problem: `It ended with ${code} and said nothing.` };
  return facts;
}
