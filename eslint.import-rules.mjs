/**
 * The import rules, by the tags in each package.json (`layer:core|model|adapter|app|test`,
 * `plane:any|data|control`, `runtime:any|node|browser`, `moves:route`). docs/ARCHITECTURE.md explains them, and
 * tools/checks/src/import-rules.accept.test.ts keeps a package that breaks each one.
 */

const LAYERS = {
  core: [],
  model: ['core', 'model'],
  adapter: ['core', 'model', 'adapter'],
  // An app imports no other app: what two of them share is a package.
  app: ['core', 'model', 'adapter'],
  test: ['core', 'model', 'adapter', 'app', 'test'],
};

const tagged = (kind, names) => names.map((name) => `${kind}:${name}`);

/**
 * For @nx/enforce-module-boundaries. A package's tests may use the test layer (the sandbox) besides what
 * the package itself may use; the planes hold for them as for the rest.
 * @param {{ tests: boolean }} where
 */
export function depConstraints({ tests }) {
  const layers = Object.entries(LAYERS).map(([layer, below]) => ({
    sourceTag: `layer:${layer}`,
    onlyDependOnLibsWithTags: tagged('layer', tests ? [...new Set([...below, 'core', 'test'])] : below),
  }));
  const runtimes = [
    { sourceTag: 'runtime:any', onlyDependOnLibsWithTags: ['runtime:any'] },
    { sourceTag: 'runtime:browser', onlyDependOnLibsWithTags: ['runtime:any', 'runtime:browser'] },
    { sourceTag: 'runtime:node', onlyDependOnLibsWithTags: ['runtime:any', 'runtime:node'] },
  ];
  return [
    ...layers,
    // The data plane runs while the control plane is down: it imports none of it, not even through others.
    { sourceTag: 'plane:data', notDependOnLibsWithTags: ['plane:control'] },
    {
      allSourceTags: ['layer:adapter', 'plane:control'],
      onlyDependOnLibsWithTags: ['plane:control', 'plane:any'],
    },
    { allSourceTags: ['layer:adapter', 'plane:any'], onlyDependOnLibsWithTags: ['plane:any'] },
    ...(tests ? [] : runtimes),
  ];
}

const BUILTINS =
  'assert|buffer|child_process|cluster|crypto|dgram|dns|events|fs|http|http2|https|module|net|os|path|perf_hooks|process|readline|stream|timers|tls|url|util|v8|vm|worker_threads|zlib';

/** What a package that runs in a browser may not import: it would fail when the browser loads it. */
const BROWSER = [
  {
    regex: `^(node:|(${BUILTINS})(/|$))`,
    message: 'This package also runs in a browser, which has no Node modules.',
  },
];

/** What a core or model package may not import. Hashing is a pure function. */
const PURE = [
  {
    regex: `^(node:(?!crypto$)|(${BUILTINS.replace('crypto|', '')})(/|$))`,
    message: 'A core or model package does no input or output: take the value as an argument.',
  },
  {
    regex: '^(@aws-sdk|@smithy|@linode)/',
    allowTypeImports: true,
    message: 'A core or model package takes types from an SDK, no values.',
  },
];

const MODEL = [
  {
    regex: '^@understudy/core$',
    importNames: ['systemClock', 'systemRandomness', 'retry', 'waitFor'],
    message: 'A model package has no clock and no randomness: take the value as an argument.',
  },
];

const ROUTE = [
  {
    regex: '^@understudy/moves(/|$)',
    message:
      'Only the orchestrator and the CLI move the route (their package.json carries the tag moves:route).',
  },
];

const runsInBrowser = (tags) => tags.includes('runtime:any') || tags.includes('runtime:browser');

/**
 * For @typescript-eslint/no-restricted-imports: what a package may not import from outside the workspace,
 * and the one package of ours that only its callers may import.
 * @param {string} name the package's name
 * @param {readonly string[]} tags
 */
export function importsOf(name, tags) {
  const isPure = tags.includes('layer:core') || tags.includes('layer:model');
  const movesRoute =
    tags.includes('layer:test') || tags.includes('moves:route') || name === '@understudy/moves';
  return {
    patterns: [
      ...(runsInBrowser(tags) ? BROWSER : []),
      ...(isPure ? PURE : []),
      ...(tags.includes('layer:model') ? MODEL : []),
      ...(movesRoute ? [] : ROUTE),
    ],
  };
}

/**
 * For no-restricted-globals: what Node has and a browser lacks.
 * @param {readonly string[]} tags
 */
export function globalsOf(tags) {
  if (!runsInBrowser(tags)) return [];
  return ['Buffer', 'process', 'global', 'require', '__dirname', '__filename', 'setImmediate'].map(
    (name) => ({ name, message: 'This package also runs in a browser, which lacks it.' }),
  );
}

const CLOCKS = [
  {
    selector: 'CallExpression[callee.object.name=/^(Date|performance)$/][callee.property.name="now"]',
    message: 'Time is injected: take a Clock of @understudy/core.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Time is injected: take a Clock of @understudy/core.',
  },
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval)$/]',
    message: 'Waiting goes through the Clock of @understudy/core, so that a simulator can drive it.',
  },
  {
    selector: 'CallExpression[callee.object.name="AbortSignal"][callee.property.name="timeout"]',
    message: 'Waiting goes through the Clock of @understudy/core, so that a simulator can drive it.',
  },
  {
    selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    message: 'Randomness is injected: take a Randomness of @understudy/core.',
  },
];

/**
 * For no-restricted-syntax: models and adapters take time and randomness as arguments.
 * @param {readonly string[]} tags
 */
export function syntaxOf(tags) {
  return tags.includes('layer:model') || tags.includes('layer:adapter') ? CLOCKS : [];
}
