/** `npm start`: sets up what is missing, then runs the drill with the arguments given (`npm start -- --once`). */
import { runCoded } from './src/run-coded.mjs';
import { runSources } from './src/run-sources.mjs';

await runCoded(() => runSources('start', 'apps/drill/src/main.ts', process.argv.slice(2)));
