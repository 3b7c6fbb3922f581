/** Made by bundle-tests.ts for each bundle. */
declare module 'unit-test-files' {
  /** Each test file's path from the root, and how to load it. */
  export const TEST_FILES: readonly (readonly [string, () => Promise<unknown>])[];
}
