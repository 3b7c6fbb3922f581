/** `npm run setup`: brings what any of the commands needs, and runs none of them. */
import { thisMachine } from './src/machine.mjs';
import { prepare } from './src/prepare.mjs';

for (const command of ['start', 'test', 'bench']) {
  if (!(await prepare(command, thisMachine()))) {
    process.exitCode = 1;
    break;
  }
}
