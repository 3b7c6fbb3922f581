import { existsSync } from 'node:fs';

/**
 * Set to `true` by who has just built the workspace, as `npm test` does: programs then run from their builds, which take
 * half as long to start. Without it they run from their sources, whatever has been built some time ago.
 */
export const BUILDS_VARIABLE = 'UNDERSTUDY_RUN_BUILDS';

const SOURCE = /\/src\/(?<path>[^.]+)\.ts$/;

/**
 * Node's arguments for a program of the workspace.
 * @param main the path of its main file, a TypeScript source; helpers of tests are not built: they run from it, with the builds of other projects
 */
export function programArguments(main: string, env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const build = main.replace(SOURCE, '/dist/$<path>.js');
  const runsBuilds = env[BUILDS_VARIABLE] === 'true';
  if (runsBuilds && build !== main && existsSync(build)) return [build];
  // The path of tsx, since a program's own folder need not lead to it.
  const condition = runsBuilds ? [] : ['-C', '@understudy/source'];
  return ['--import', import.meta.resolve('tsx'), ...condition, main];
}
