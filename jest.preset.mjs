import { fileURLToPath } from 'node:url';

/**
 * Jest as every package uses it: native ESM, sources of the workspace instead of builds
 * (the export condition `@understudy/source`) but in `npm test`, types stripped by swc and checked by tsc elsewhere.
 */
const swc = (jsc) => ({
  jsc: { target: 'es2022', ...jsc },
  module: { type: 'es6' },
  sourceMaps: 'inline',
});
const TS = swc({ parser: { syntax: 'typescript', tsx: false } });
/** Components of the console; in a separate transform, since a `<T>` of a .ts file is no element. */
const TSX = swc({
  parser: { syntax: 'typescript', tsx: true },
  transform: { react: { runtime: 'automatic' } },
});

/** Tests that take too long for every run; `npm run accept` runs them too. */
const ACCEPT = process.env.UNDERSTUDY_ACCEPT === 'true';

/** `npm test` has just built everything: what a project imports of others is there to be loaded, and not compiled again. */
const BUILT = process.env.UNDERSTUDY_RUN_BUILDS === 'true';

export default {
  testEnvironment: 'node',
  testEnvironmentOptions: {
    customExportConditions: [...(BUILT ? [] : ['@understudy/source']), 'node', 'node-addons'],
  },
  testMatch: ['**/src/**/*.test.{ts,tsx}'],
  testPathIgnorePatterns: ['/node_modules/', ...(ACCEPT ? [] : ['\\.accept\\.test\\.ts$'])],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.ts$': ['@swc/jest', TS], '^.+\\.tsx$': ['@swc/jest', TSX] },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json', 'node'],
  injectGlobals: false,
  // A test that hangs ends; one that a busy machine slows down does not fail for it.
  testTimeout: 240_000,
  globalSetup: fileURLToPath(new URL('./jest.pace.mjs', import.meta.url)),
  setupFiles: [fileURLToPath(new URL('./jest.realm.mjs', import.meta.url))],
  reporters: ['default', fileURLToPath(new URL('./jest.reporter.mjs', import.meta.url))],
};
