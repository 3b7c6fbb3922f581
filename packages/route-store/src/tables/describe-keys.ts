import type { CreateTableCommandInput, TableDescription } from '@aws-sdk/client-dynamodb';

type Keyed = Pick<TableDescription | CreateTableCommandInput, 'KeySchema' | 'AttributeDefinitions'>;

/** A table's key with its types as one text, `HASH id S, RANGE at N`: equal for equal key schemas. */
export function describeKeys({ KeySchema = [], AttributeDefinitions = [] }: Keyed): string {
  const typeOf = (name: string | undefined) =>
    AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType ?? '?';
  return KeySchema.map(
    ({ AttributeName, KeyType }) => `${KeyType ?? ''} ${AttributeName ?? ''} ${typeOf(AttributeName)}`,
  ).join(', ');
}
