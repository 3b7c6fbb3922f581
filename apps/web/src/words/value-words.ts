type Json = Readonly<Record<string, unknown>>;

/** A value of an item in DynamoDB's JSON as a person reads it: `{"S": "paid"}` is `paid`, and a map is JSON without its types. */
export function valueWords(value: unknown): string {
  const plain = plainOf(value);
  return typeof plain === 'string' ? plain : JSON.stringify(plain);
}

/** The key of an item: `o-20417`, or `shop / o-20417`. */
export function keyWords(key: Json): string {
  return Object.values(key).map(valueWords).join(' / ');
}

function plainOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const [[type, inner] = ['', undefined]] = Object.entries(value);
  switch (type) {
    case 'S':
    case 'BOOL':
    case 'SS':
    case 'BS':
      return inner;
    case 'N':
      return Number.isSafeInteger(Number(inner)) ? Number(inner) : inner;
    case 'NS':
      return inner;
    case 'NULL':
      return null;
    case 'B':
      return `binary ${String(inner)}`;
    case 'L':
      return (inner as readonly unknown[]).map(plainOf);
    case 'M':
      return Object.fromEntries(Object.entries(inner as Json).map(([name, one]) => [name, plainOf(one)]));
    default:
      return value;
  }
}
