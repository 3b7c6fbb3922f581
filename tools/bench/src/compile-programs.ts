import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** Git leaves it out, and packages are found from there. */
const ROOM = fileURLToPath(new URL('../../../tmp/', import.meta.url));

/** The files of the programs that are measured, until they are disposed of. */
export interface Programs extends AsyncDisposable {
  /** One measurement. */
  readonly measure: string;
  readonly gateway: string;
}

const MEASURE = fileURLToPath(new URL('./measure/main.ts', import.meta.url));
const GATEWAY = fileURLToPath(new URL('./measure/serve-gateway.ts', import.meta.url));

/**
 * The programs and what they take of the workspace, as plain JavaScript: as it runs where it is installed. Run from
 * sources, each of our functions would be given its name whenever it is made, which those beside it need not pay for.
 */
export async function compilePrograms(): Promise<Programs> {
  await mkdir(ROOM, { recursive: true });
  const directory = await mkdtemp(`${ROOM}bench-`);
  await build({
    entryPoints: { measure: MEASURE, gateway: GATEWAY },
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@understudy/source'],
    logLevel: 'silent',
    plugins: [oursAlone],
  });
  return {
    measure: `${directory}/measure.mjs`,
    gateway: `${directory}/gateway.mjs`,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

/** What others made stays where it is installed. */
const oursAlone: Plugin = {
  name: 'ours-alone',
  setup(building) {
    building.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@understudy/') ? undefined : { path, external: true },
    );
  },
};
