import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryWorkspace, type TemporaryWorkspace } from '@understudy/generator/testing';
import { ROOT } from './root.ts';

const SLOW_MS = 300_000;
const BOUNDARY = '@nx/enforce-module-boundaries';
const IMPORTS = '@typescript-eslint/no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';
const GLOBALS = 'no-restricted-globals';
const LENGTH = 'max-lines-per-function';
const DEPENDENCIES = '@nx/dependency-checks';

interface Fixture {
  /** Layer, plane and runtime, and further tags. */
  readonly tags: readonly [string, string, string, ...string[]];
  readonly source?: string;
  /** A file besides src/index.ts. */
  readonly also?: readonly [path: string, text: string];
  readonly dependencies?: readonly string[];
  /** The rule that refuses it; absent where the package is right. */
  readonly refusedBy?: string;
}

const VALUE = 'export const value = 1;\n';
const reExport = (name: string) => `export { value } from '@understudy/${name}';\n`;

/** Packages that keep the import rules, and known-bad ones that each break one. */
const FIXTURES: Readonly<Record<string, Fixture>> = {
  // What the others import.
  'some-model': { tags: ['model', 'any', 'any'], source: VALUE },
  'node-model': { tags: ['model', 'any', 'node'], source: VALUE },
  'browser-model': { tags: ['model', 'any', 'browser'], source: VALUE },
  'data-adapter': { tags: ['adapter', 'data', 'node'], source: VALUE },
  'control-adapter': { tags: ['adapter', 'control', 'node'], source: VALUE },
  'some-app': { tags: ['app', 'any', 'node'], source: VALUE },
  'some-test': { tags: ['test', 'any', 'node'], source: VALUE },
  moves: { tags: ['adapter', 'control', 'node'], source: VALUE },

  // Right.
  'browser-app': { tags: ['app', 'any', 'browser'], source: reExport('some-model') },
  'hashing-model': {
    tags: ['model', 'any', 'node'],
    source:
      "import { createHash } from 'node:crypto';\nexport const digest = (text: string) => createHash('sha256').update(text).digest('hex');\n",
  },
  'typed-model': {
    tags: ['model', 'any', 'any'],
    source:
      "import type { AttributeValue } from '@aws-sdk/client-dynamodb';\nexport const textOf = (value: AttributeValue) => value.S;\n",
    dependencies: ['@aws-sdk/client-dynamodb'],
  },
  'tested-adapter': {
    tags: ['adapter', 'data', 'node'],
    source: VALUE,
    also: [
      'src/index.test.ts',
      "import { value } from '@understudy/some-test';\nexport const later = [value, Date.now()];\n",
    ],
  },
  'moving-app': {
    tags: ['app', 'control', 'node', 'moves:route'],
    source: reExport('moves'),
    dependencies: ['@understudy/moves'],
  },

  // Known-bad.
  'data-to-control': {
    tags: ['adapter', 'data', 'node'],
    source: reExport('control-adapter'),
    refusedBy: BOUNDARY,
  },
  'data-app-to-control': {
    tags: ['app', 'data', 'node'],
    source: reExport('control-adapter'),
    refusedBy: BOUNDARY,
  },
  'data-to-control-in-test': {
    tags: ['adapter', 'data', 'node'],
    source: VALUE,
    also: ['src/index.test.ts', reExport('control-adapter')],
    refusedBy: BOUNDARY,
  },
  'control-to-data': {
    tags: ['adapter', 'control', 'node'],
    source: reExport('data-adapter'),
    refusedBy: BOUNDARY,
  },
  'any-to-control': {
    tags: ['adapter', 'any', 'node'],
    source: reExport('control-adapter'),
    refusedBy: BOUNDARY,
  },
  'core-to-model': { tags: ['core', 'any', 'any'], source: reExport('some-model'), refusedBy: BOUNDARY },
  'model-to-adapter': {
    tags: ['model', 'any', 'node'],
    source: reExport('data-adapter'),
    refusedBy: BOUNDARY,
  },
  'adapter-to-app': { tags: ['adapter', 'any', 'node'], source: reExport('some-app'), refusedBy: BOUNDARY },
  'adapter-to-test': { tags: ['adapter', 'any', 'node'], source: reExport('some-test'), refusedBy: BOUNDARY },
  'app-to-app': { tags: ['app', 'any', 'node'], source: reExport('some-app'), refusedBy: BOUNDARY },
  'any-to-node': { tags: ['model', 'any', 'any'], source: reExport('node-model'), refusedBy: BOUNDARY },
  'browser-to-node': { tags: ['app', 'any', 'browser'], source: reExport('node-model'), refusedBy: BOUNDARY },
  'node-to-browser': {
    tags: ['app', 'any', 'node'],
    source: reExport('browser-model'),
    refusedBy: BOUNDARY,
  },
  'browser-hashes': {
    tags: ['app', 'any', 'browser'],
    source: "export { createHash } from 'node:crypto';\n",
    refusedBy: IMPORTS,
  },
  'any-hashes': {
    tags: ['model', 'any', 'any'],
    source: "export { createHash } from 'node:crypto';\n",
    refusedBy: IMPORTS,
  },
  'any-takes-a-buffer': {
    tags: ['model', 'any', 'any'],
    source: "export const bytes = () => Buffer.from('text');\n",
    refusedBy: GLOBALS,
  },
  'relative-path-to-another-package': {
    tags: ['model', 'any', 'any'],
    source: "export { value } from '../../some-model/src/index.ts';\n",
    dependencies: ['@understudy/some-model'],
    refusedBy: BOUNDARY,
  },
  'moves-the-route': { tags: ['app', 'control', 'node'], source: reExport('moves'), refusedBy: IMPORTS },
  'model-reads-files': {
    tags: ['model', 'any', 'node'],
    source: "export { readFileSync } from 'node:fs';\n",
    refusedBy: IMPORTS,
  },
  'model-reads-files-by-a-bare-name': {
    tags: ['model', 'any', 'node'],
    source: "export { readFile } from 'fs/promises';\n",
    refusedBy: IMPORTS,
  },
  'core-opens-sockets': {
    tags: ['core', 'any', 'node'],
    source: "export { connect } from 'node:net';\n",
    refusedBy: IMPORTS,
  },
  'model-calls-the-sdk': {
    tags: ['model', 'any', 'any'],
    source: "export { DynamoDBClient } from '@aws-sdk/client-dynamodb';\n",
    dependencies: ['@aws-sdk/client-dynamodb'],
    refusedBy: IMPORTS,
  },
  'model-takes-a-clock': {
    tags: ['model', 'any', 'any'],
    source: "export { systemClock } from '@understudy/core';\n",
    dependencies: ['@understudy/core'],
    refusedBy: IMPORTS,
  },
  'model-reads-the-clock': {
    tags: ['model', 'any', 'any'],
    source: 'export const now = () => Date.now();\n',
    refusedBy: SYNTAX,
  },
  'adapter-draws-random-numbers': {
    tags: ['adapter', 'any', 'node'],
    source: 'export const fraction = () => Math.random();\n',
    refusedBy: SYNTAX,
  },
  'adapter-sets-a-timer': {
    tags: ['adapter', 'any', 'node'],
    source: 'export const later = (run: () => void) => setTimeout(run, 5);\n',
    refusedBy: SYNTAX,
  },
  'skips-a-test': {
    tags: ['model', 'any', 'any'],
    source: VALUE,
    also: ['src/index.test.ts', "import { it } from '@jest/globals';\nit.skip('is never run', () => {});\n"],
    refusedBy: SYNTAX,
  },
  'function-too-long': {
    tags: ['model', 'any', 'any'],
    source: `export const lines: number[] = [];\nexport function long(): void {\n${'  lines.push(1);\n'.repeat(69)}}\n`,
    refusedBy: LENGTH,
  },
  'function-long-enough': {
    tags: ['model', 'any', 'any'],
    source: `export const lines: number[] = [];\nexport function long(): void {\n${'  lines.push(1);\n'.repeat(68)}}\n`,
  },
  'lacks-a-dependency': {
    tags: ['model', 'any', 'any'],
    source:
      "import type { AttributeValue } from '@aws-sdk/client-dynamodb';\nexport const textOf = (value: AttributeValue) => value.S;\n",
    refusedBy: DEPENDENCIES,
  },
  'has-an-unused-dependency': {
    tags: ['model', 'any', 'any'],
    source: VALUE,
    dependencies: ['@aws-sdk/client-dynamodb'],
    refusedBy: DEPENDENCIES,
  },
};

let temporary: TemporaryWorkspace;
let messages: ReadonlyMap<string, readonly string[]>;

async function makePackage(name: string, { tags, source = '', also, dependencies }: Fixture): Promise<void> {
  const folder = `packages/${name}`;
  const [layer, plane, runtime, ...more] = tags;
  const ours = [...source.matchAll(/'@understudy\/([a-z-]+)'/g)].map(
    ([, imported = '']) => `@understudy/${imported}`,
  );
  const versionOf = (dependency: string) => (dependency.startsWith('@understudy/') ? '^0.0.0' : '^3.1164.0');
  const manifest = {
    name: `@understudy/${name}`,
    version: '0.0.0',
    type: 'module',
    exports: {
      '.': { '@understudy/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
    },
    nx: { tags: [`layer:${layer}`, `plane:${plane}`, `runtime:${runtime}`, ...more] },
    dependencies: Object.fromEntries(
      [...new Set([...(dependencies ?? []), ...ours])].map((each) => [each, versionOf(each)]),
    ),
  };
  await temporary.write(`${folder}/package.json`, JSON.stringify(manifest, undefined, 2));
  await temporary.write(`${folder}/src/index.ts`, source);
  if (also !== undefined) await temporary.write(`${folder}/${also[0]}`, also[1]);
  for (const file of ['eslint.config.mjs', 'tsconfig.json', 'tsconfig.lib.json', 'tsconfig.spec.json']) {
    await temporary.write(`${folder}/${file}`, await readFile(join(ROOT, 'packages/core', file), 'utf8'));
  }
  await temporary.link(`@understudy/${name}`, folder);
}

beforeAll(async () => {
  temporary = await temporaryWorkspace();
  for (const [name, fixture] of Object.entries(FIXTURES)) await makePackage(name, fixture);
  // Without the project graph @nx/enforce-module-boundaries finds nothing and does not fail.
  const graph = await temporary.run('.', 'nx', 'show', 'projects', '--json');
  expect(graph.output).toContain('@understudy/data-to-control');
  const { output } = await temporary.run('.', 'eslint', 'packages', '--format', 'json');
  const results = JSON.parse(output.slice(output.indexOf('[{'))) as {
    filePath: string;
    messages: { ruleId: string | null; message: string }[];
  }[];
  const found = new Map<string, string[]>(Object.keys(FIXTURES).map((name) => [name, []]));
  for (const { filePath, messages: own } of results) {
    const name = filePath.slice(join(temporary.root, 'packages/').length).split('/')[0] ?? '';
    found.get(name)?.push(...own.map(({ ruleId, message }) => ruleId ?? message));
  }
  messages = found;
}, SLOW_MS);

afterAll(() => temporary.remove(), SLOW_MS);

describe('the import rules', () => {
  it.each(Object.entries(FIXTURES).map(([name, { refusedBy = 'none' }]) => [name, refusedBy]))(
    '%s is refused by: %s',
    (name, refusedBy) => {
      expect(messages.get(name)).toEqual(refusedBy === 'none' ? [] : [refusedBy]);
    },
  );
});
