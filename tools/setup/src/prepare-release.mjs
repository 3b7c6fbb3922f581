import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeManifest, describeReadme } from './describe-release.mjs';

/** Where published packages are; examples and tools are private. */
const PARENTS = ['packages', 'apps'];

/**
 * Folders of the packages that are published, within the repository.
 *
 * @param {string} root
 * @returns {readonly string[]}
 */
export function publishedFolders(root) {
  return PARENTS.flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => `${parent}/${name}`),
  ).filter((folder) => {
    const manifest = join(root, folder, 'package.json');
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).private !== true;
  });
}

/**
 * Gives each package what npm ships of it and the repository keeps in one place: the licence, the place of the sources, and a
 * README whose links lead there. It changes the checkout, so only the release workflow does it.
 *
 * @param {string} root
 * @param {import('./describe-release.mjs').Release} release
 */
export function prepareRelease(root, release) {
  for (const folder of publishedFolders(root)) {
    const at = (name) => join(root, folder, name);
    copyFileSync(join(root, 'LICENSE'), at('LICENSE'));
    const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8'));
    const described = describeManifest(manifest, folder, release);
    writeFileSync(at('package.json'), `${JSON.stringify(described, undefined, 2)}\n`);
    writeFileSync(at('README.md'), describeReadme(readFileSync(at('README.md'), 'utf8'), folder, release));
  }
}
