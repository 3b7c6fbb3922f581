import { Agent, request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { CREDENTIALS } from './with-service.ts';

/** A complete answer. */
export interface Spoken {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly json: Readonly<Record<string, unknown>>;
}

const agent = new Agent({ keepAlive: true });

/** DynamoDB Local requires a signature's access key, and verifies nothing. */
const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=${CREDENTIALS.accessKeyId}/20261123/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00`;

export interface SpeakOptions {
  readonly headers?: OutgoingHttpHeaders;
  readonly method?: string;
  readonly path?: string;
  readonly signal?: AbortSignal;
}

/** One request in DynamoDB's JSON, without an SDK. A text is sent unchanged. */
export function speak(
  endpoint: string,
  operation: string,
  input: object | string | Buffer,
  { headers, method = 'POST', path = '/', signal }: SpeakOptions = {},
): Promise<Spoken> {
  const body = typeof input === 'string' || Buffer.isBuffer(input) ? input : JSON.stringify(input);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      new URL(path, endpoint),
      {
        agent,
        method,
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': operation.includes('.') ? operation : `DynamoDB_20120810.${operation}`,
          authorization: AUTHORIZATION,
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
        ...(signal === undefined ? {} : { signal }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: jsonOf(text) });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The name of an error, without its namespace. */
export function nameOf({ json }: Spoken): string | undefined {
  const { __type: type } = json;
  return typeof type === 'string' ? type.slice(type.lastIndexOf('#') + 1) : undefined;
}

function jsonOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
