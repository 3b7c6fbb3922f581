import type { OptionSpec } from './option-spec.ts';

/** An option's description with its choices, its default and whether it may be given several times. */
export function describeOption({
  description,
  kind,
  default: value,
  repeatable = false,
}: OptionSpec): string {
  const notes: string[] = [];
  if (typeof kind === 'object' && 'choice' in kind) notes.push(kind.choice.join('|'));
  if (repeatable) notes.push('repeatable');
  if (value !== undefined) notes.push(`default: ${String(value)}`);
  return notes.length === 0 ? description : `${description} (${notes.join('; ')})`;
}
