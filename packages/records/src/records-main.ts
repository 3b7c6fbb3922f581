#!/usr/bin/env node
/** The ledger and the parked records from a terminal: `understudy-records understudy.yaml list`; --help says the rest. */
import { userInfo } from 'node:os';
import { runCommand } from './run-command.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  user: userInfo().username,
});
