/** `npm run sim`: sets up what is missing, then plays histories with the arguments given (`npm run sim -- --seeds 1000`). */
import { runSources } from './src/run-sources.mjs';

process.exitCode = await runSources('sim', 'tools/simulation/src/main.ts', process.argv.slice(2));
