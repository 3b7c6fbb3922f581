import type { AttributeDefinition, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import { validationException } from '../validation-exception.ts';
import type { ScalarValue } from '../values/value.ts';

export interface KeyAttribute {
  readonly name: string;
  readonly type: ScalarValue['type'];
}

export interface KeySchema {
  readonly hash: KeyAttribute;
  readonly range: KeyAttribute | undefined;
}

const isKeyType = (type: unknown): type is ScalarValue['type'] =>
  type === 'S' || type === 'N' || type === 'B';

/**
 * The key of a new table.
 * @throws ValidationException when schema and definitions do not fit each other.
 */
export function keySchemaOf(
  elements: readonly KeySchemaElement[] | undefined,
  definitions: readonly AttributeDefinition[] | undefined,
): KeySchema {
  const [first, second] = elements ?? [];
  if (first?.KeyType !== 'HASH') {
    throw validationException(
      'No Hash Key specified in schema.  All Dynamo DB tables must have exactly one hash key',
    );
  }
  if (second !== undefined && second.KeyType !== 'RANGE') {
    throw validationException(
      'Too many hash keys specified.  All Dynamo DB tables must have exactly one hash key',
    );
  }
  if (first.AttributeName === second?.AttributeName) {
    throw validationException('Two keys can not have the same name');
  }
  const attribute = ({ AttributeName: name }: KeySchemaElement): KeyAttribute => {
    const type = definitions?.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
    if (name === undefined || !isKeyType(type)) {
      throw validationException('Hash Key not specified in Attribute Definitions.  Type unknown.');
    }
    return { name, type };
  };
  const schema = { hash: attribute(first), range: second === undefined ? undefined : attribute(second) };
  if (definitions?.length !== elements?.length) {
    throw validationException(
      'The number of attributes in key schema must match the number of attributes defined in attribute definitions.',
    );
  }
  return schema;
}

export const isKeyName = ({ hash, range }: KeySchema, name: string): boolean =>
  name === hash.name || name === range?.name;
