/** `npm start`: sets up what is missing, builds the console, then runs the drill with the arguments given (`npm start -- --once`). */
import { buildConsole } from './src/build-console.mjs';
import { runCoded } from './src/run-coded.mjs';
import { runSources } from './src/run-sources.mjs';

await runCoded(() =>
  runSources('start', 'apps/drill/src/main.ts', process.argv.slice(2), { before: buildConsole }),
);
