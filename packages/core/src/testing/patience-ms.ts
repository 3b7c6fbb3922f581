/**
 * How long a test waits for what must happen, in ms: longer than a busy machine takes. A test that holds never waits as
 * long; one that fails does.
 */
export const PATIENCE_MS = 120_000;
