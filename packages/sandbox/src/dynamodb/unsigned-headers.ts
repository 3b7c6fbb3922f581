import { ACCESS_KEY } from './client-config.ts';

/** The headers of a request without a signature: DynamoDB Local reads whose database it is about, and checks no signature. */
export function unsignedHeaders(target: string, region: string): Readonly<Record<string, string>> {
  return {
    'Content-Type': 'application/x-amz-json-1.0',
    'X-Amz-Target': target,
    Authorization: `AWS4-HMAC-SHA256 Credential=${ACCESS_KEY}/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
  };
}
