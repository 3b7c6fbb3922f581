/** `understudy replicator …` as a process of this package alone. */
import { runProcess } from '@understudy/command-line/run';
import { commands } from '../commands/index.ts';

await runProcess({
  name: 'understudy',
  version: '0.0.0',
  summary: 'The commands of this package.',
  nouns: { replicator: 'The process that replicates the tables.' },
  load: async () => commands,
});
