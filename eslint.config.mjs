/**
 * ESLint for every project: each one's own eslint.config.mjs says `configOf(import.meta.dirname)`, and
 * the tags in its package.json decide which import rules hold for it (docs/ARCHITECTURE.md explains them).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import * as jsonc from 'jsonc-eslint-parser';
import tseslint from 'typescript-eslint';
import { depConstraints, globalsOf, importsOf, syntaxOf } from './eslint.import-rules.mjs';

/**
 * One program of all sources for a run over the whole tree: two thirds of the time of one for each project. Editors and
 * runs over one project take that project's own.
 */
const WHOLE = process.env.UNDERSTUDY_LINT_WHOLE === 'true';
const programOf = (directory, tags) =>
  WHOLE
    ? // What runs in a browser has its globals, which the others must not see: a separate program.
      {
        project: ['tsconfig.lint.json'],
        tsconfigRootDir: tags.includes('runtime:browser') ? directory : import.meta.dirname,
      }
    : { projectService: true, tsconfigRootDir: directory };

const SOURCES = ['**/*.ts', '**/*.tsx'];
const TESTS = ['**/*.test.ts', '**/*.test.tsx', '**/test-support/**'];
const SCRIPTS = ['**/*.mjs', '**/*.js'];

/** Helpful rules stay, noisy ones go; each deviation from typescript-eslint's strict sets says why. */
const tuned = {
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-import-type-side-effects': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  // Numbers and booleans read the same in a message as anywhere else.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  // `() => socket.destroy()` says what it means.
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidOperator: true },
  ],
  // `for (;;)` and `while (true)` are how loops that wait are written.
  '@typescript-eslint/no-unnecessary-condition': [
    'error',
    { allowConstantLoopConditions: 'only-allowed-literals' },
  ],
  // Attributes of items are names in a user's table, and read as such: item['pk'].
  '@typescript-eslint/dot-notation': 'off',
  // Records that stand for items lose keys.
  '@typescript-eslint/no-dynamic-delete': 'off',
  // It asks for `!`, which is refused.
  '@typescript-eslint/non-nullable-type-assertion-style': 'off',
  // In-memory versions implement asynchronous interfaces without waiting for anything.
  '@typescript-eslint/require-await': 'off',
  // An empty arrow function is a listener or a release that has nothing to do.
  '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
};

const everywhere = {
  eqeqeq: ['error', 'smart'],
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
  'max-lines': ['error', { max: 400 }],
  'max-lines-per-function': ['error', { max: 70, skipBlankLines: false, skipComments: false, IIFEs: true }],
};

/** Every test runs in every run: none is skipped, none runs alone. */
const wholeSuites = [
  {
    selector:
      'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(skip|only|todo|failing)$/]',
    message: 'Every test runs, in every run.',
  },
  {
    selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
    message: 'Every test runs, in every run.',
  },
];

const base = [
  { ignores: ['**/dist/**', '**/coverage/**', '**/tmp/**', '**/golden/**', 'test-results/**', '.nx/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { ...eslint.configs.recommended, files: SCRIPTS },
  {
    files: SCRIPTS,
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'URLSearchParams',
          'Buffer',
          'setTimeout',
          'clearTimeout',
          'fetch',
          'performance',
          'AbortSignal',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: everywhere,
  },
];

const withoutRuntime = (tags) => tags.filter((tag) => !tag.startsWith('runtime:'));

/**
 * The configuration of the project in `directory`, as its tags demand.
 * @param {string} directory the project's folder: `import.meta.dirname` of its eslint.config.mjs
 */
export function configOf(directory) {
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const tags = manifest.nx?.tags ?? [];
  const quiet = tags.some((tag) => tag === 'layer:core' || tag === 'layer:model' || tag === 'layer:adapter');
  const boundaries = (constraints) => ({
    '@nx/enforce-module-boundaries': [
      'error',
      {
        enforceBuildableLibDependency: true,
        banTransitiveDependencies: false,
        allow: [],
        // Commands load what they run only when they run; types and light parts of the same package are imported statically.
        checkDynamicDependenciesExceptions: ['.*'],
        depConstraints: constraints,
      },
    ],
  });
  return tseslint.config(
    ...base,
    ...nx.configs['flat/base'],
    {
      files: SOURCES,
      extends: [
        eslint.configs.recommended,
        tseslint.configs.strictTypeChecked,
        tseslint.configs.stylisticTypeChecked,
      ],
      languageOptions: { parserOptions: programOf(directory, tags) },
      rules: {
        ...everywhere,
        ...tuned,
        ...boundaries(depConstraints({ tests: false })),
        ...(quiet ? { 'no-console': 'error' } : {}),
        '@typescript-eslint/no-restricted-imports': ['error', importsOf(manifest.name, tags)],
        'no-restricted-globals': ['error', ...globalsOf(tags)],
        'no-restricted-syntax': ['error', ...syntaxOf(tags), ...wholeSuites],
      },
    },
    {
      files: TESTS,
      rules: {
        ...boundaries(depConstraints({ tests: true })),
        // Tests read fixtures, measure time and inspect methods; the rules between planes hold for them too.
        '@typescript-eslint/no-restricted-imports': 'off',
        'no-restricted-globals': 'off',
        '@typescript-eslint/unbound-method': 'off',
        'no-restricted-syntax': ['error', ...wholeSuites],
      },
    },
    {
      // In-memory versions and contract suites run under Node, also those of a package that runs in a browser.
      files: ['**/testing/**/*.ts'],
      ignores: TESTS,
      rules: {
        '@typescript-eslint/no-restricted-imports': ['error', importsOf(manifest.name, withoutRuntime(tags))],
        'no-restricted-globals': 'off',
      },
    },
    {
      files: ['package.json'],
      languageOptions: { parser: jsonc },
      rules: {
        '@nx/dependency-checks': [
          'error',
          {
            ignoredFiles: [
              ...TESTS.map((pattern) => `{projectRoot}/${pattern}`),
              '{projectRoot}/eslint.config.mjs',
              '{projectRoot}/jest.config.mjs',
              '{projectRoot}/vite.config.mjs',
            ],
          },
        ],
      },
    },
    prettier,
    // eslint-config-prettier switches off `max-lines`-like rules only where they fight it; ours stays.
    { files: [...SOURCES, ...SCRIPTS], rules: { 'max-lines': everywhere['max-lines'] } },
  );
}

export default [...base, prettier];
