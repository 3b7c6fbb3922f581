import { composeAnswer } from '../proxy/compose-answer.ts';

/** The type of all bodies that DynamoDB sends. */
export const CONTENT_TYPE = 'application/x-amz-json-1.0';

/** Names that AWS spells with another namespace than DynamoDB's own. */
const NAMESPACES: Readonly<Record<string, string>> = {
  ThrottlingException: 'com.amazon.coral.availability',
  ValidationException: 'com.amazon.coral.validate',
  ServiceUnavailable: 'com.amazon.coral.availability',
  UnrecognizedClientException: 'com.amazon.coral.service',
  AccessDeniedException: 'com.amazon.coral.service',
  ExpiredTokenException: 'com.amazon.coral.service',
  InvalidSignatureException: 'com.amazon.coral.service',
  MissingAuthenticationTokenException: 'com.amazon.coral.service',
};

export interface DynamoError {
  /** The error's name without its namespace, such as `ThrottlingException`. */
  readonly code: string;
  readonly message: string;
  readonly status?: number;
  /** Further fields of the body. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** An error as DynamoDB's JSON protocol spells it. */
export function composeError({ code, message, status = 400, fields = {} }: DynamoError): Buffer {
  const namespace = NAMESPACES[code] ?? 'com.amazonaws.dynamodb.v20120810';
  // DynamoDB spells this one field of this one error with a capital.
  const key = code === 'TransactionCanceledException' ? 'Message' : 'message';
  return composeAnswer({
    status,
    contentType: CONTENT_TYPE,
    body: JSON.stringify({ __type: `${namespace}#${code}`, ...fields, [key]: message }),
    checksum: true,
  });
}
