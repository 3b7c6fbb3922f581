/** `npm run bench`: sets up what is missing, then runs the benches with the arguments given. */
import { runSources } from './src/run-sources.mjs';

process.exitCode = await runSources('bench', 'tools/bench/src/main.ts', process.argv.slice(2));
