/** `npm run sim`: sets up what is missing, then plays histories with the arguments given (`npm run sim -- --seeds 1000`). */
import { runCoded } from './src/run-coded.mjs';
import { runSources } from './src/run-sources.mjs';

await runCoded(() => runSources('sim', 'tools/simulation/src/main.ts', process.argv.slice(2)));
