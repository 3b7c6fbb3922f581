import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { SimulationError } from './errors.ts';
import type { Mutation } from './mutations.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Also where this file was built: what is bundled are sources. */
const SOURCE = `${ROOT}tools/simulation/src/`;
const LIGHT_ABORT = `${SOURCE}world/abort-controller.ts`;
const LIGHT_DYNAMODB = `${SOURCE}world/command.ts`;

/** What else a bundle may have. */
export interface BundleMore {
  /** Another entry than the process that plays for `npm run sim`: the file's path. */
  readonly entry?: string;
  /** Texts to bundle instead of what the files hold, by path from the root of the repository. */
  readonly texts?: ReadonlyMap<string, string>;
  /** JavaScript that runs before all else. */
  readonly banner?: string;
}

/**
 * The simulation and all of the workspace's sources that it runs, as one file of JavaScript, with a fault planted in it
 * where one is given.
 * @throws SimulationError `UND_SIMULATION_MUTATION_STALE` where the file does not have the text to change exactly once
 */
export async function bundleSource(
  outfile: string,
  mutation?: Mutation,
  { entry = `${SOURCE}play-entry.ts`, texts = new Map(), banner = '' }: BundleMore = {},
): Promise<void> {
  const changed = new Map(texts);
  if (mutation !== undefined) changed.set(mutation.file, await plant(mutation));
  await build({
    entryPoints: [entry],
    banner: { js: banner },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@understudy/source'],
    external: ['@aws-sdk/*', '@smithy/*'],
    // Its abort signals are the simulation's own, for speed and for the same order in every run.
    inject: [LIGHT_ABORT],
    alias: { 'node:events': LIGHT_ABORT },
    logLevel: 'silent',
    plugins: [lightCommands, planting(changed)],
  });
}

/** All but the stand-in itself get the stand-in's commands. */
const lightCommands: Plugin = {
  name: 'light-commands',
  setup(building) {
    building.onResolve({ filter: /^@aws-sdk\/client-dynamodb$/ }, ({ importer }) =>
      importer === LIGHT_DYNAMODB ? undefined : { path: LIGHT_DYNAMODB },
    );
  },
};

async function plant({ name, file, find, replace }: Mutation): Promise<string> {
  const source = await readFile(ROOT + file, 'utf8').catch(() => '');
  const [before, after, ...more] = source.split(find);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new SimulationError('UND_SIMULATION_MUTATION_STALE', {
      what: `The fault "${name}" can not be planted: ${file} has its text ${source.split(find).length - 1} times instead of once.`,
      details: { name, file, find },
    });
  }
  return before + replace + after;
}

function planting(texts: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'planted-texts',
    setup(building) {
      building.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = texts.get(path.slice(ROOT.length));
        return contents === undefined ? undefined : { contents, loader: 'ts' };
      });
    },
  };
}
