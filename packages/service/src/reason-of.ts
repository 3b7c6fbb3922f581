/** Why something failed: the error's message; of a host with several addresses, whose error has none, that of the first address. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const parts = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [];
  const said = [error.message, ...parts.map((part) => (part instanceof Error ? part.message : String(part)))];
  return said.find((text) => text.trim() !== '') ?? error.name;
}
