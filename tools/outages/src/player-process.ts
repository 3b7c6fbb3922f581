/** A process that plays seeds: it receives a task, and answers with what came of it. */
import { playDays } from './noisy-day/play-days.ts';
import { playRange } from './play-range.ts';
import type { Task } from './task.ts';

// Errors are part of every outage, and no report reads where they were made.
Error.stackTraceLimit = 0;

process.on('message', ({ play, range }: Task) => {
  const playing = play === 'days' ? playDays(range) : playRange(range);
  void playing.then((played) => process.send?.(played));
});
