/** Whether a code that this file names counts as used: sources that run, not tests. */
export function isRunningSource(file: string): boolean {
  return (
    /^(apps|packages|tools)\/[^/]+\/src\/.*\.tsx?$/.test(file) &&
    !/(\.test\.tsx?$|\/testing\/|\/test-support\/)/.test(file)
  );
}
