/** Whether a code that this file names counts as used: sources that run, not tests. */
export function isRunningSource(file: string): boolean {
  return (
    (/^(apps|packages|tools)\/[^/]+\/src\/.*\.(?:tsx?|mjs)$/.test(file) ||
      /^tools\/setup\/[\w-]+\.mjs$/.test(file)) &&
    !/(\.test\.(?:tsx?|mjs)$|\/testing\/|\/test-support\/)/.test(file)
  );
}
