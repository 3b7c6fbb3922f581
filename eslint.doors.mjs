/**
 * The doors of the house: who may import whom, by the tags in each package.json
 * (`layer:core|model|adapter|app|test`, `plane:any|data|control`, `runtime:any|node`).
 */

const LAYERS = {
  core: [],
  model: ['core', 'model'],
  adapter: ['core', 'model', 'adapter'],
  app: ['core', 'model', 'adapter'],
  test: ['core', 'model', 'adapter', 'app', 'test'],
};

const named = (kind, names) => names.map((name) => `${kind}:${name}`);

/**
 * For @nx/enforce-module-boundaries. A package's tests may use the test layer (the sandbox) besides what
 * the package itself may use; planes and runtimes hold for them as for the rest.
 * @param {{ tests: boolean }} where
 */
export function depConstraints({ tests }) {
  const layers = Object.entries(LAYERS).map(([layer, below]) => ({
    sourceTag: `layer:${layer}`,
    onlyDependOnLibsWithTags: named('layer', tests ? [...new Set([...below, 'core', 'test'])] : below),
  }));
  return [
    ...layers,
    // The data plane runs with the control plane dead: it reaches none of it, not even through others.
    { sourceTag: 'plane:data', notDependOnLibsWithTags: ['plane:control'] },
    {
      allSourceTags: ['layer:adapter', 'plane:control'],
      onlyDependOnLibsWithTags: ['plane:control', 'plane:any'],
    },
    { allSourceTags: ['layer:adapter', 'plane:any'], onlyDependOnLibsWithTags: ['plane:any'] },
    ...(tests ? [] : [{ sourceTag: 'runtime:any', onlyDependOnLibsWithTags: ['runtime:any'] }]),
  ];
}

const PURE = ['layer:core', 'layer:model'];
const isPure = (tags) => tags.some((tag) => PURE.includes(tag));

/**
 * For @typescript-eslint/no-restricted-imports: what a project may not take from outside the workspace,
 * and the one package of ours that only its callers may take.
 * @param {string} name the package's name
 * @param {readonly string[]} tags
 */
export function importsOf(name, tags) {
  const patterns = [];
  if (isPure(tags)) {
    patterns.push(
      {
        regex:
          '^(node:(?!crypto$)|(fs|net|http|https|child_process|os|dgram|dns|tls|path|process|timers)(/|$))',
        message: 'A core or model package does no input or output: take the value as an argument.',
      },
      {
        regex: '^(@aws-sdk|@smithy|@linode)/',
        allowTypeImports: true,
        message: 'A core or model package takes types from an SDK, no values.',
      },
    );
  }
  if (tags.includes('layer:model')) {
    patterns.push({
      regex: '^@understudy/core$',
      importNames: ['systemClock', 'systemRandomness', 'retry', 'waitFor'],
      message: 'A model package has no clock and no chance: take the value as an argument.',
    });
  }
  const mayMove = tags.includes('layer:test') || tags.includes('moves:route') || name === '@understudy/moves';
  if (!mayMove) {
    patterns.push({
      regex: '^@understudy/moves(/|$)',
      message:
        'Only the orchestrator and the CLI move the route (their package.json carries the tag moves:route).',
    });
  }
  return { patterns };
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
    message: 'Chance is injected: take a Randomness of @understudy/core.',
  },
];

/**
 * For no-restricted-syntax: models and adapters keep no time and throw no dice of their own.
 * @param {readonly string[]} tags
 */
export function syntaxOf(tags) {
  return tags.includes('layer:model') || tags.includes('layer:adapter') ? CLOCKS : [];
}
