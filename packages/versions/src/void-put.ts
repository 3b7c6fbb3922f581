import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/**
 * A put that no table takes: its item has no key, since its attributes are one level down. DynamoDB judges values and
 * expressions before it looks for the key, so it names the caller's mistake where there is one.
 */
export function voidPut<T extends { readonly Item?: Record<string, AttributeValue> | undefined }>(
  request: T,
  attribute: string,
): T {
  return request.Item === undefined ? request : { ...request, Item: { [attribute]: { M: request.Item } } };
}

/** An update, delete or check that no table takes: its key has one attribute too many. @see voidPut */
export function voidKeyed<T extends { readonly Key?: Record<string, AttributeValue> | undefined }>(
  request: T,
  attribute: string,
): T {
  return request.Key === undefined ? request : { ...request, Key: { ...request.Key, [attribute]: VOID } };
}

const VOID = { S: 'void' };

/** Whether DynamoDB refused a write for its key alone, as it refuses one that was made void. */
export function isKeyRefusal(message: string): boolean {
  return KEY_REFUSAL.test(message);
}

const KEY_REFUSAL =
  /key element does not match the schema|Missing the key |required keys was not given|number of conditions on the keys/i;
