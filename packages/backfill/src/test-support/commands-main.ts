/** `understudy backfill` and `understudy replicator run` as a process of this package alone. */
import { runProcess } from '@understudy/command-line/run';
import { commands as replicatorCommands } from '@understudy/replicator/commands';
import { commands } from '../commands/index.ts';

await runProcess({
  name: 'understudy',
  version: '0.0.0',
  summary: 'The commands of this package, and the replicator that it needs.',
  nouns: { replicator: 'The process that replicates the tables.' },
  load: async () => [...commands, ...replicatorCommands],
});
