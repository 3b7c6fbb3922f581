/** The major version of a release such as `1.4.0`. Pure. */
export function majorOf(version: string): string {
  return version.split('.', 1)[0] ?? version;
}
