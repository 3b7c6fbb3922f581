/** `npm run setup`: brings what any of the commands needs, and runs none of them. */
import { thisMachine } from './src/machine.mjs';
import { prepare } from './src/prepare.mjs';
import { runScript } from './src/run-script.mjs';

async function setup() {
  for (const command of ['start', 'test', 'bench']) if (!(await prepare(command, thisMachine()))) return 1;
  return 0;
}

await runScript({
  name: 'npm run setup',
  summary: 'Installs the npm packages and the programs that the other commands need.',
  run: setup,
});
