/**
 * Whether what npm installed is what package-lock.json asks for. npm keeps its own list of what it installed in
 * node_modules/.package-lock.json, and writes it last, so an install that was cut off has none.
 * @param {{ packages?: Record<string, LockedPackage> }} wanted package-lock.json
 * @param {{ packages?: Record<string, LockedPackage> }} installed node_modules/.package-lock.json
 * @returns {string | undefined} the first difference, as a sentence for people
 *
 * @typedef {{ version?: string, integrity?: string, link?: boolean, resolved?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage
 */
export function differenceOf(wanted, installed) {
  const there = installed.packages ?? {};
  for (const [path, want] of Object.entries(wanted.packages ?? {})) {
    if (!path.includes('node_modules/')) continue;
    const have = there[path];
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (have === undefined) {
      // Packages for other platforms, and optional peers, stay away rightly.
      if (want.optional || want.devOptional || want.peer) continue;
      return `${name} is not installed`;
    }
    if (want.link ? want.resolved !== have.resolved : want.version !== have.version) {
      return want.link
        ? `${name} is linked elsewhere`
        : `${name} is ${have.version ?? 'a link'}, and should be ${want.version}`;
    }
    if (want.integrity !== undefined && have.integrity !== undefined && want.integrity !== have.integrity) {
      return `${name} has other contents`;
    }
  }
  return undefined;
}
