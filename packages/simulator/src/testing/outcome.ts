import type { AttributeValue, CancellationReason } from '@aws-sdk/client-dynamodb';
import { canonicalNumber } from '../dynamodb/values/canonical-number.ts';

/** What came of a request, in a form that two databases can be compared by. */
export type Outcome =
  | { readonly answer: unknown }
  | {
      readonly error: string;
      readonly message: string;
      readonly fault: string | undefined;
      readonly status: number | undefined;
      readonly item?: unknown;
      readonly reasons?: unknown;
    };

const SETS: readonly string[] = ['SS', 'NS', 'BS'];

/**
 * The same for equal answers: sets have no order, numbers one spelling, bytes one type; metadata and what was
 * consumed are left out.
 */
export function comparable(value: unknown): unknown {
  if (value instanceof Uint8Array) return `base64:${Buffer.from(value).toString('base64')}`;
  if (Array.isArray(value)) return value.map(comparable);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const compared: Record<string, unknown> = {};
  for (const [name, held] of Object.entries(value)) {
    if (held === undefined || name === '$metadata' || name === 'ConsumedCapacity') continue;
    if (name === 'N' && typeof held === 'string') compared[name] = canonicalNumber(held);
    else if (SETS.includes(name) && Array.isArray(held)) compared[name] = comparableSet(name, held);
    else compared[name] = comparable(held);
  }
  return compared;
}

function comparableSet(type: string, parts: readonly unknown[]): string[] {
  const texts = parts.map((part) => (type === 'NS' ? canonicalNumber(part) : String(comparable(part))));
  return texts.sort();
}

/** DynamoDB Local ends one of its messages with a full stop, sometimes. */
const plain = (message: unknown): string => (typeof message === 'string' ? message.replace(/\.$/, '') : '');

interface Raised {
  readonly name: string;
  readonly message: string;
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly Item?: Record<string, AttributeValue>;
  readonly CancellationReasons?: CancellationReason[];
}

function comparableReasons(reasons: readonly CancellationReason[]): unknown {
  return reasons.map(({ Code, Message, Item }) => ({
    code: Code,
    message: plain(Message),
    ...(Item === undefined ? {} : { item: comparable(Item) }),
  }));
}

/** Waits for an answer or an error, and makes it comparable. */
export async function outcomeOf(answer: Promise<unknown>): Promise<Outcome> {
  try {
    return { answer: comparable(await answer) };
  } catch (error) {
    const { name, message, $fault, $metadata, Item, CancellationReasons: reasons } = error as Raised;
    if ($fault === undefined) throw error;
    return {
      error: name,
      message: plain(message),
      fault: $fault,
      status: $metadata?.httpStatusCode,
      ...(Item === undefined ? {} : { item: comparable(Item) }),
      ...(reasons === undefined ? {} : { reasons: comparableReasons(reasons) }),
    };
  }
}
