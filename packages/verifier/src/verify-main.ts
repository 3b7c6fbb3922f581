#!/usr/bin/env node
/** The verifier as a process: `understudy-verify understudy.yaml`; --help says the rest. */
import { runCommand } from './run-command.ts';

const ending = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    ending.abort(new Error(`Ended by ${signal}.`));
  });
}
process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  ...(process.stderr.isTTY ? { progress: (text: string) => process.stderr.write(text) } : {}),
  signal: ending.signal,
});
