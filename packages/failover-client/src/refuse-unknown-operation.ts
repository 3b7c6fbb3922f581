import type { EngineContext } from './engine-context.ts';
import { FailoverClientError } from './errors.ts';
import type { WireRequest } from './types.ts';

/**
 * Refuses an operation that may write where its input names a stamped table, in whatever member: nothing is known of its
 * members, so every text and every name of a member counts.
 * @throws FailoverClientError `UND_FAILOVER_CLIENT_OPERATION_UNKNOWN`
 */
export function refuseUnknownOperation({ settings }: EngineContext, { operation, input }: WireRequest): void {
  const named = namedTable(input, [...settings.tables]);
  if (named === undefined) return;
  throw new FailoverClientError('UND_FAILOVER_CLIENT_OPERATION_UNKNOWN', {
    what: `The operation "${operation}" is not known to read only, and names the stamped table "${named}".`,
    details: { operation, table: named },
  });
}

function namedTable(input: object, tables: readonly string[]): string | undefined {
  const texts = textsOf(input).map((text) => text.toLowerCase());
  return tables.find((table) => {
    const name = new RegExp(
      `(?:^|[^a-z0-9_.-])${table.toLowerCase().replaceAll('.', String.raw`\.`)}(?![a-z0-9_.-])`,
    );
    return texts.some((text) => name.test(text));
  });
}

/** Every text within a value, names of members included; without recursion, since its depth is the caller's. */
function textsOf(input: object): readonly string[] {
  const texts: string[] = [];
  const left: unknown[] = [input];
  const seen = new Set<unknown>();
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string') texts.push(value);
    if (typeof value !== 'object' || value === null || seen.has(value) || ArrayBuffer.isView(value)) continue;
    seen.add(value);
    for (const [name, member] of Object.entries(value)) {
      texts.push(name);
      left.push(member);
    }
  }
  return texts;
}
