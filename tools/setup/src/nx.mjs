/** Nx's command, from the root of the checkout. */
export const NX = 'node_modules/nx/dist/bin/nx.js';

/** Prettier's and ESLint's, likewise. */
export const PRETTIER = 'node_modules/prettier/bin/prettier.cjs';
export const ESLINT = 'node_modules/eslint/bin/eslint.js';

/** TypeScript 7's compiler: a third of the time of 6, whose interface for programs ESLint, Nx and ts-morph still need. */
export const TSC = 'node_modules/typescript-7/bin/tsc';

/** What every project is put through. */
export const TARGETS = ['lint', 'typecheck', 'build', 'test'];

/**
 * Nothing stays behind after a run, and a run reads the same in a terminal and in a pipe. Nx's plugins run in its own
 * process: in separate ones they get ten seconds to answer, which a busy machine does not always give them.
 */
export const NX_ENV = {
  NX_DAEMON: process.env.NX_DAEMON ?? 'false',
  NX_TUI: 'false',
  NX_ISOLATE_PLUGINS: 'false',
};
