import type { OptionSpec } from './option-spec.ts';

/** An option's description with its choices, its default, and whether it is required or may be given several times. */
export function describeOption(spec: OptionSpec): string {
  const { description, kind, default: value, repeatable = false, required = false } = spec;
  const notes: string[] = required ? ['required'] : [];
  if (typeof kind === 'object' && 'choice' in kind) notes.push(kind.choice.join('|'));
  if (repeatable) notes.push('repeatable');
  if (value !== undefined) notes.push(`default: ${String(value)}`);
  return notes.length === 0 ? description : `${description} (${notes.join('; ')})`;
}
