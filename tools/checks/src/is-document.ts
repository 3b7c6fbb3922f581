/** Whether the TypeScript blocks of this file are type-checked against the sources. */
export function isDocument(file: string): boolean {
  return /^([^/]+\.md|docs\/.+\.md|(apps|packages|tools|examples)\/[^/]+\/README\.md)$/.test(file);
}
