/**
 * What a package's manifest and README say in the registry, where neither the rest of the repository nor its licence is at hand.
 *
 * @typedef {object} Release
 * @property {string} repository `owner/name`
 * @property {string} commit the one that is released
 * @property {string} server https://github.com
 */

/** A link whole, or the end of one whose text began on a line before. */
const LINK = /((?:!?\[[^\]]*)?\]\()([^)\s#]+)(#[^)\s]*)?(\))/g;
const ELSEWHERE = /^[a-z]+:/i;
const FENCE = /^ {0,3}(?:`{3,}|~{3,})/;

/**
 * The manifest with the place of its sources.
 *
 * @param {Record<string, unknown>} manifest
 * @param {string} folder within the repository
 * @param {Release} release
 */
export function describeManifest(manifest, folder, { repository, commit, server }) {
  const url = `${server}/${repository}`;
  return {
    ...manifest,
    homepage: `${url}/blob/${commit}/${folder}/README.md`,
    bugs: `${url}/issues`,
    repository: { type: 'git', url: `git+${url}.git`, directory: folder },
  };
}

/**
 * The README with links that lead somewhere from everywhere: to files of the commit that is released.
 *
 * @param {string} readme
 * @param {string} folder within the repository
 * @param {Release} release
 */
export function describeReadme(readme, folder, { repository, commit, server }) {
  let isCode = false;
  const lines = readme.split('\n').map((line) => {
    if (FENCE.test(line)) isCode = !isCode;
    if (isCode) return line;
    return line.replaceAll(LINK, (whole, open, target, heading = '', close) => {
      if (ELSEWHERE.test(target)) return whole;
      const view = open.startsWith('!') ? 'raw' : 'blob';
      const path = new URL(target, `file:///${folder}/`).pathname;
      return `${open}${server}/${repository}/${view}/${commit}${path}${heading}${close}`;
    });
  });
  return lines.join('\n');
}
