import type { AttributeValue } from '@aws-sdk/client-dynamodb';

const MOST_CHARACTERS = 120;

/** A value for people: a string in quotes, a number as it is, the rest as DynamoDB's JSON with bytes as base64. */
export function valueText(value: AttributeValue | undefined): string {
  if (value === undefined) return 'absent';
  const text = value.N ?? JSON.stringify(value.S ?? value, bytesAsText);
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}

function bytesAsText(this: unknown, name: string, value: unknown): unknown {
  const held = (this as Record<string, unknown>)[name];
  return held instanceof Uint8Array ? Buffer.from(held).toString('base64') : value;
}
