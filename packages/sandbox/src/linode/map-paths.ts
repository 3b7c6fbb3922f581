import { join } from 'node:path';

/** Folders that are an instance's own, although it shares the rest of the machine with everybody. */
const OWN_FOLDERS = ['/etc', '/opt', '/srv', '/var', '/root', '/home', '/run', '/tmp', '/mnt'];

/** Under an instance's own folders, what every program expects of the machine. */
const MACHINE_FOLDERS = [
  '/etc/ssl',
  '/etc/pki',
  '/etc/ca-certificates',
  '/etc/hosts',
  '/etc/resolv.conf',
  '/etc/nsswitch.conf',
  '/etc/passwd',
  '/etc/group',
  '/etc/localtime',
  '/etc/alternatives',
  '/etc/java-17-openjdk',
];

/** Where a path of a command or a variable begins: not in the midst of a word, and not after a host's name. */
const PATH = /(^|[\s"'=:,;(<>|&`])(\/[A-Za-z0-9._@%+/-]*)/g;

export interface PathMap {
  /** Where a file of the instance lies on this machine. */
  place(path: string): string;
  /** The text with every path that is the instance's own put where it lies. */
  rewrite(text: string): string;
}

/**
 * An instance's files lie in a folder of it, and its processes are processes of this machine: so in what is run
 * there, paths of the instance's folders are rewritten, and all others (/usr/bin/…) are the machine's.
 */
export function mapPaths(root: string, machineFolders: readonly string[]): PathMap {
  const machine = [...MACHINE_FOLDERS, ...machineFolders, root];
  const isOwn = (path: string) => isUnder(path, OWN_FOLDERS) && !isUnder(path, machine);
  return {
    place: (path) => (isUnder(path, machine) ? path : join(root, path)),
    rewrite: (text) =>
      text.replace(PATH, (all, before: string, path: string) =>
        isOwn(path) ? `${before}${root}${path}` : all,
      ),
  };
}

function isUnder(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}
