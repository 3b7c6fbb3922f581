import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { namedError } from './shape-error.ts';
import { amzDate, signingKey } from './request-signer.ts';
import type { Answer } from './types.ts';

/** Secret keys by access key ids. */
export type AccessKeys = ReadonlyMap<string, string>;

export interface SignedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** How long AWS accepts a signature. */
const VALID_MS = 15 * 60_000;
const ALGORITHM = 'AWS4-HMAC-SHA256';
const HEADER = /^AWS4-HMAC-SHA256\s+(.*)$/;
const SCOPE = /^([^/]+)\/(\d{8})\/([a-z0-9-]+)\/dynamodb\/aws4_request$/;
/** Headers that must be signed, so that the signature is good for this request only. */
const MUST_BE_SIGNED = ['host', 'x-amz-target'];

/**
 * Verifies Signature Version 4 of an incoming request: one of our keys, any region, fifteen minutes.
 * @returns the error in DynamoDB's form; `undefined` where the signature is right
 */
export function verifySignature(request: SignedRequest, keys: AccessKeys, nowMs: number): Answer | undefined {
  const { headers } = request;
  const parts = HEADER.exec(headers.authorization ?? '')?.[1];
  if (parts === undefined) {
    return refusal('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
  }
  const fields = new Map(
    parts.split(',').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
    }),
  );
  const [, accessKeyId = '', day = '', region = ''] = SCOPE.exec(fields.get('Credential') ?? '') ?? [];
  const signed = (fields.get('SignedHeaders') ?? '').split(';');
  const given = fields.get('Signature') ?? '';
  const stamp = textOf(headers['x-amz-date']) ?? '';
  const sentMs = dateOf(stamp);
  if (accessKeyId === '' || given === '' || sentMs === undefined || !stamp.startsWith(day)) {
    return refusal(
      'IncompleteSignatureException',
      "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders', and the request 'X-Amz-Date'.",
    );
  }
  if (MUST_BE_SIGNED.some((name) => headers[name] !== undefined && !signed.includes(name))) {
    return refusal('InvalidSignatureException', "'Host' and 'X-Amz-Target' must be signed.");
  }
  const secret = keys.get(accessKeyId);
  if (secret === undefined) {
    return refusal('UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
  if (Math.abs(nowMs - sentMs) > VALID_MS) {
    const [which, than] = sentMs < nowMs ? ['expired', 'earlier'] : ['not yet current', 'later'];
    return refusal(
      'InvalidSignatureException',
      `Signature ${which}: ${stamp} is now ${than} than ${amzDate(nowMs)} by more than 15 min.`,
    );
  }
  const text = `${ALGORITHM}\n${stamp}\n${day}/${region}/dynamodb/aws4_request\n${sha256(canonical(request, signed))}`;
  const expected = createHmac('sha256', signingKey(secret, day, region))
    .update(text)
    .digest();
  const found = Buffer.from(given, 'hex');
  if (found.length === expected.length && timingSafeEqual(found, expected)) return undefined;
  return refusal(
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
  );
}

function canonical({ method, url, headers, body }: SignedRequest, signed: readonly string[]): string {
  const [path = '/', query = ''] = url.split('?');
  const lines = signed.map(
    (name) => `${name}:${(textOf(headers[name]) ?? '').trim().replace(/\s+/g, ' ')}\n`,
  );
  return `${method}\n${path}\n${query}\n${lines.join('')}\n${signed.join(';')}\n${sha256(body)}`;
}

function dateOf(stamp: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function refusal(name: string, message: string): Answer {
  return namedError(name === 'AccessDeniedException' ? 403 : 400, name, message);
}

function textOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
