import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { crc32 } from 'node:zlib';

export interface Answer {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string | Buffer;
  /** Adds DynamoDB's checksum header, which some SDKs check. */
  readonly checksum?: boolean;
}

/** An HTTP/1.1 answer, its length included, after which the connection can go on. */
export function composeAnswer({ status, contentType, body = '', checksum = false }: Answer): Buffer {
  const content = typeof body === 'string' ? Buffer.from(body) : body;
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}`,
    `x-amzn-RequestId: ${randomUUID()}`,
    ...(contentType === undefined ? [] : [`Content-Type: ${contentType}`]),
    ...(checksum ? [`x-amz-crc32: ${crc32(content)}`] : []),
    `Content-Length: ${content.length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), content]);
}
