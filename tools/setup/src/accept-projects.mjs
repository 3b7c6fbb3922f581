import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Names of the projects of a checkout that have a script `accept`, sorted.
 * @param {string} root
 * @returns {readonly string[]}
 */
export function acceptProjects(root) {
  const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const folders = read('package.json').workspaces.map((pattern) => pattern.replace(/\/\*$/, ''));
  return folders
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name, 'package.json')))
    .filter((file) => existsSync(join(root, file)))
    .map(read)
    .filter(({ scripts }) => scripts?.accept !== undefined)
    .map(({ name }) => name)
    .sort();
}
