/**
 * What Nx is asked to run. With `--head`, Nx looks at commits alone; without it, it adds what is not committed and files that
 * git does not know yet, as a person on a work machine expects. Continuous integration runs what was pushed.
 *
 * @param {string | undefined} base the commit to compare with; everything runs without one
 * @param {boolean} isPushed whether only commits count
 * @returns {readonly string[]}
 */
export function affectedArguments(base, isPushed) {
  if (base === undefined) return ['run-many'];
  return ['affected', `--base=${base}`, ...(isPushed ? ['--head=HEAD'] : [])];
}
