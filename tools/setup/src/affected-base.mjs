/**
 * The commit that `nx affected` compares with in continuous integration: for a pull request where it left the
 * branch it goes to; for a push the last commit of that branch that passed, so that a project which failed is
 * looked at again until it passes, however many pushes later.
 *
 * @typedef {object} Surroundings
 * @property {'pull_request' | 'push' | string} event
 * @property {string} [pullRequestBase] the tip of the branch that a pull request goes to
 * @property {() => Promise<readonly string[]>} passedCommits of that branch, newest first
 * @property {(...args: string[]) => string | undefined} git its answer, or nothing where it fails
 *
 * @param {Surroundings} surroundings
 * @returns {Promise<string | undefined>} nothing without a commit to compare with: everything is affected
 */
export async function affectedBase({ event, pullRequestBase, passedCommits, git }) {
  if (event === 'pull_request' && pullRequestBase !== undefined)
    return git('merge-base', pullRequestBase, 'HEAD');
  for (const commit of await passedCommits()) {
    // A branch that was forced elsewhere has passed with commits that this one doesn't build on.
    if (git('merge-base', '--is-ancestor', commit, 'HEAD') !== undefined) return commit;
  }
  return undefined;
}
