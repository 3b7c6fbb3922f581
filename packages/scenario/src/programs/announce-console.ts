import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenStore } from '@understudy/api/tokens';
import { findFreePort } from '@understudy/sandbox';
import type { ScenarioRun } from '../run/scenario-run.ts';

/** Where the console will be, and who may enter. */
export interface ConsolePlace {
  readonly port: number;
  /** A file with one token, of an operator; it is gone after the run. */
  readonly tokensFile: string;
}

/** Step: says where the console will be before anything runs, so that it can be open while everything starts. */
export async function announceConsole({
  clock,
  say,
  resources,
}: Pick<ScenarioRun, 'clock' | 'say' | 'resources'>): Promise<{ readonly consolePlace: ConsolePlace }> {
  const directory = await mkdtemp(join(tmpdir(), 'understudy-console-'));
  resources.defer(() => rm(directory, { recursive: true, force: true }));
  const tokensFile = join(directory, 'api-tokens.json');
  const { token } = new TokenStore(tokensFile).create({
    name: 'you',
    role: 'operator',
    createdMs: clock.wallMs(),
  });
  const port = await findFreePort();
  say(`The console, once the service runs: http://127.0.0.1:${String(port)}`);
  say(`  Its token, of this run alone: ${token}`);
  return { consolePlace: { port, tokensFile } };
}
