import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Attributes, Value } from './value.ts';

/** A value as the SDK hands it out: a copy, which the caller may change. */
function presentValue(value: Value): AttributeValue {
  switch (value.type) {
    case 'S':
      return { S: value.value };
    case 'N':
      return { N: value.value };
    case 'B':
      return { B: value.value.slice() };
    case 'BOOL':
      return { BOOL: value.value };
    case 'NULL':
      return { NULL: true };
    case 'M':
      return { M: presentAttributes(value.value) };
    case 'L':
      return { L: value.value.map(presentValue) };
    case 'SS':
      return { SS: [...value.value] };
    case 'NS':
      return { NS: [...value.value] };
    case 'BS':
      return { BS: value.value.map((part) => part.slice()) };
  }
}

export function presentAttributes(attributes: Attributes): Record<string, AttributeValue> {
  const presented: Record<string, AttributeValue> = {};
  for (const [name, value] of attributes) presented[name] = presentValue(value);
  return presented;
}
