/** `npm start`: sets up what is missing, then runs the drill with the arguments given (`npm start -- --once`). */
import { runSources } from './src/run-sources.mjs';

process.exitCode = await runSources('start', 'apps/drill/src/main.ts', process.argv.slice(2));
