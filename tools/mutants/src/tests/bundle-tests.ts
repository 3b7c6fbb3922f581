import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { MUTANT_SWITCH } from '../mutant-switch.ts';
import { ROOT } from '../root.ts';

const FILE = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Packages in CommonJS ask for Node's own modules by it. */
const REQUIRE =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Unit tests, what they test and what runs them, as one file of JavaScript.
 * @param files whole paths of test files
 * @param texts planted texts by path from the root of the repository
 */
export async function bundleTests(
  outfile: string,
  files: readonly string[],
  texts: ReadonlyMap<string, string>,
): Promise<void> {
  await build({
    entryPoints: [FILE('tests-entry.ts')],
    banner: { js: REQUIRE + MUTANT_SWITCH },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@understudy/source'],
    // The sandbox finds what it starts by its own place.
    external: ['@aws-sdk/*', '@smithy/*', '@understudy/sandbox', 'expect', 'fast-check'],
    alias: { '@jest/globals': FILE('collect-tests.ts') },
    logLevel: 'silent',
    plugins: [testFiles(files), ownPlaces(files), plantedTexts(texts)],
  });
}

/** The module `unit-test-files`: each test file by its path from the root, and how to load it. */
function testFiles(files: readonly string[]): Plugin {
  const lines = files.map(
    (file) => `[${JSON.stringify(file.replace(ROOT, ''))}, () => import(${JSON.stringify(file)})],`,
  );
  return {
    name: 'unit-test-files',
    setup(building) {
      building.onResolve({ filter: /^unit-test-files$/ }, ({ path }) => ({ path, namespace: 'listed' }));
      building.onLoad({ filter: /.*/, namespace: 'listed' }, () => ({
        contents: `export const TEST_FILES = [\n${lines.join('\n')}\n];`,
        resolveDir: ROOT,
      }));
    },
  };
}

/** Tests that read what lies beside them find it by their own place, not by the bundle's. */
function ownPlaces(files: readonly string[]): Plugin {
  return {
    name: 'own-places',
    setup(building) {
      building.onLoad({ filter: /\.test\.ts$/ }, async ({ path }) => {
        if (!files.includes(path)) return undefined;
        const url = JSON.stringify(pathToFileURL(path).href);
        const contents = (await readFile(path, 'utf8')).replaceAll('import.meta.url', url);
        return { contents, loader: 'ts' };
      });
    },
  };
}

function plantedTexts(texts: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'planted-texts',
    setup(building) {
      building.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = texts.get(path.replace(ROOT, ''));
        return contents === undefined ? undefined : { contents, loader: 'ts' };
      });
    },
  };
}
