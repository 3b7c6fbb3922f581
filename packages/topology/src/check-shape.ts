import type { z } from 'zod';
import { keyAt, topologyKeys } from './topology-keys.ts';
import type { TopologyProblemCode } from './errors.ts';
import type { Finding, Path } from './place-problem.ts';
import type { RuleBroken } from './named.ts';
import { topologySchema } from './topology-schema.ts';
import { suggestKey } from './suggest-key.ts';

export type Shape =
  | { readonly fits: true; readonly value: z.output<typeof topologySchema> }
  | { readonly fits: false; readonly findings: readonly Finding[] };

/** Holds a file's values against the schema: types, ranges, names, and no key that the schema lacks. */
export function checkShape(file: unknown): Shape {
  const parsed = topologySchema.safeParse(file, { reportInput: true });
  if (parsed.success) return { fits: true, value: parsed.data };
  return { fits: false, findings: findingsIn(parsed.error) };
}

/** What a schema refused, in our codes and words. */
export function findingsIn({ issues }: z.ZodError): Finding[] {
  return issues.flatMap((issue) => findingsOf(issue, pathOf(issue)));
}

function findingsOf(issue: z.core.$ZodIssue, path: Path): Finding[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key));
  if (issue.code === 'custom') {
    const { code, expected } = issue.params as RuleBroken & Record<string, unknown>;
    return [{ code, path, at: 'value', expected, found: { value: issue.input } }];
  }
  const expected = keyAt(path)?.takes ?? 'what the README lists';
  if (issue.input === undefined)
    return [{ code: 'UND_TOPOLOGY_KEY_MISSING', path, at: 'key', says: 'is missing', expected }];
  return [{ code: codeOf(issue), path, at: 'value', expected, found: { value: issue.input } }];
}

function codeOf(issue: z.core.$ZodIssue): TopologyProblemCode {
  if (issue.code === 'invalid_value')
    return typeof issue.input === 'string' ? 'UND_TOPOLOGY_VALUE_UNKNOWN' : 'UND_TOPOLOGY_TYPE_WRONG';
  if (typeof issue.input === 'number' && keyAt(pathOf(issue))?.takes.includes('number') === true)
    return 'UND_TOPOLOGY_VALUE_OUT_OF_RANGE';
  return 'UND_TOPOLOGY_TYPE_WRONG';
}

/** An unknown key's value is never shown: it may be a secret. */
function unknownKey(parent: Path, key: string): Finding {
  const siblings = keyAt(parent)?.keys ?? [];
  const meant = suggestKey(key, siblings);
  const elsewhere = topologyKeys().find(({ path }) => key !== '' && path.split('.').at(-1) === key)?.path;
  const known = `one of ${siblings.join(', ')}`;
  const hint =
    meant !== undefined ? `${meant} perhaps, ` : elsewhere !== undefined ? `${elsewhere} perhaps; here ` : '';
  return {
    code: 'UND_TOPOLOGY_KEY_UNKNOWN',
    path: [...parent, key],
    at: 'key',
    says: 'is unknown',
    expected: `${hint}${known}`,
  };
}

function pathOf({ path }: z.core.$ZodIssue): Path {
  return path.map((part) => (typeof part === 'symbol' ? String(part) : part));
}
