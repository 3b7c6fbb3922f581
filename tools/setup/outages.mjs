/** `npm run outages`: sets up what is missing, then plays outages with the arguments given (`npm run outages -- --seeds 1000`). */
import { runCoded } from './src/run-coded.mjs';
import { runSources } from './src/run-sources.mjs';

await runCoded(() => runSources('outages', 'tools/outages/src/main.ts', process.argv.slice(2)));
