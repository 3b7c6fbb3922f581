import type { Attributes, Value } from './value.ts';

function sortedTexts(texts: readonly string[]): string {
  return JSON.stringify([...texts].sort());
}

/** One text for equal values: names in order, sets in order, bytes in base64. For keys, tokens and digests. */
export function canonicalValue(value: Value): string {
  switch (value.type) {
    case 'S':
      return `S${JSON.stringify(value.value)}`;
    case 'N':
      return `N${value.value}`;
    case 'B':
      return `B${Buffer.from(value.value).toString('base64')}`;
    case 'BOOL':
      return value.value ? 'T' : 'F';
    case 'NULL':
      return '-';
    case 'M':
      return `M${canonicalAttributes(value.value)}`;
    case 'L':
      return `L[${value.value.map(canonicalValue).join(',')}]`;
    case 'SS':
    case 'NS':
      return `${value.type}${sortedTexts(value.value)}`;
    case 'BS':
      return `BS${sortedTexts(value.value.map((part) => Buffer.from(part).toString('base64')))}`;
  }
}

export function canonicalAttributes(attributes: Attributes): string {
  const names = [...attributes.keys()].sort();
  const parts = names.map((name) => {
    const value = attributes.get(name);
    return `${JSON.stringify(name)}:${value === undefined ? '' : canonicalValue(value)}`;
  });
  return `{${parts.join(',')}}`;
}
