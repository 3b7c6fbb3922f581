import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { canonicalNumber } from '@understudy/versions';
import type { Three } from './types.ts';

type Member = string | Uint8Array;
type SetType = 'SS' | 'NS' | 'BS';

/**
 * A set with the additions and removals of theirs made in ours. An absent set is an empty one, as DynamoDB's ADD and DELETE
 * have it; an empty result is `{ merged: undefined }`. `undefined`: these are no three sets of one type.
 */
export function mergeSets(three: Three): { readonly merged: AttributeValue | undefined } | undefined {
  const { base, theirs, ours } = three;
  const type = setTypeOf(theirs) ?? setTypeOf(ours);
  if (type === undefined || [base, theirs, ours].some((value) => !isSetOrAbsent(value, type)))
    return undefined;
  const [before, wanted, result] = [base, theirs, ours].map((value) => membersOf(value, type));
  if (before === undefined || wanted === undefined || result === undefined) return undefined;
  for (const [text, member] of wanted) if (!before.has(text)) result.set(text, member);
  for (const text of before.keys()) if (!wanted.has(text)) result.delete(text);
  if (result.size === 0) return { merged: undefined };
  return { merged: { [type]: [...result.values()] } as unknown as AttributeValue };
}

function setTypeOf(value: AttributeValue | undefined): SetType | undefined {
  return (['SS', 'NS', 'BS'] as const).find((type) => value?.[type] !== undefined);
}

function isSetOrAbsent(value: AttributeValue | undefined, type: SetType): boolean {
  return value === undefined || value[type] !== undefined;
}

function membersOf(value: AttributeValue | undefined, type: SetType): Map<string, Member> {
  const members: readonly Member[] = value?.[type] ?? [];
  return new Map(members.map((member) => [textOf(member, type), member]));
}

function textOf(member: Member, type: SetType): string {
  if (typeof member !== 'string') return Buffer.from(member).toString('base64');
  return type === 'NS' ? canonicalNumber(member) : member;
}
