/** `npm run mutants`: sets up what is missing, then hunts mutants with the arguments given (`npm run mutants -- --only moves`). */
import { runCoded } from './src/run-coded.mjs';
import { runSources } from './src/run-sources.mjs';

await runCoded(() => runSources('mutants', 'tools/mutants/src/main.ts', process.argv.slice(2)));
