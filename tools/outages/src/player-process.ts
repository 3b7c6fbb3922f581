/** A process that plays seeds: it receives a range, and answers with what came of it. */
import { playRange, type SeedRange } from './play-range.ts';

// Errors are part of every outage, and no report reads where they were made.
Error.stackTraceLimit = 0;

process.on('message', (range: SeedRange) => {
  void playRange(range).then((played) => process.send?.(played));
});
