/** `npm run bench`: sets up what is missing, then runs the benches with the arguments given. */
import { runCoded } from './src/run-coded.mjs';
import { runSources } from './src/run-sources.mjs';

await runCoded(() => runSources('bench', 'tools/bench/src/main.ts', process.argv.slice(2)));
