/** A separate process for one measurement: the task comes as a message, what was measured goes back as one. */
import type { Task } from '../types.ts';
import { measure } from './measure.ts';

process.once('message', (task: Task) => {
  void measure(task).then((result) => {
    process.send?.(result, () => process.exit(0));
  });
});
// The bench has ended, so the result is lost.
process.once('disconnect', () => process.exit(1));
