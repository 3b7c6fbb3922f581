import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { CONTENT_TYPE } from './request-signer.ts';
import type { Answer } from './types.ts';

/** Writes an answer with the headers that SDKs read; `last` closes the connection after it. */
export function writeAnswer(response: ServerResponse, answer: Answer, last = false): void {
  const { status, body, requestId, crc32: sum, contentType, headers = NONE } = answer;
  const all = [
    'content-type',
    contentType ?? CONTENT_TYPE,
    'content-length',
    String(body.length),
    'x-amzn-requestid',
    requestId ?? newRequestId(),
    'x-amz-crc32',
    sum ?? String(crc32(body)),
    ...headers,
  ];
  if (last) all.push('connection', 'close');
  response.writeHead(status, all);
  response.end(body);
}

const NONE: readonly string[] = [];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ID_LENGTH = 52;

/** In the format of DynamoDB's request ids. */
export function newRequestId(): string {
  let id = '';
  for (const byte of randomBytes(ID_LENGTH)) id += LETTERS.charAt(byte % LETTERS.length);
  return id;
}
