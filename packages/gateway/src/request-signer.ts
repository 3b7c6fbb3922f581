import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { SigningKeys } from './types.ts';

/** The signed parts of a request. Every request is a POST without query. */
export interface Signable {
  readonly host: string;
  readonly path: string;
  readonly region: string;
  readonly target: string;
  readonly body: Buffer;
}

export const CONTENT_TYPE = 'application/x-amz-json-1.0';
const ALGORITHM = 'AWS4-HMAC-SHA256';
const SERVICE = 'dynamodb';

/**
 * Signs requests by AWS's Signature Version 4, headers `content-type;host;x-amz-date;[x-amz-security-token;]x-amz-target`.
 * A signing key is valid for a day and a region, so it is cached: a signature then costs two hashes and one HMAC.
 */
export class RequestSigner {
  readonly #keys = new Map<string, KeyObject>();
  #second = NaN;
  #stamp = '';

  /**
   * Headers for the request, names and values in turn.
   * @param nowMs wall time in milliseconds, on the region's clock
   */
  sign(
    { host, path, region, target, body }: Signable,
    { accessKeyId, secretAccessKey, sessionToken }: SigningKeys,
    nowMs: number,
  ): string[] {
    const stamp = this.#stampOf(nowMs);
    const day = stamp.slice(0, 8);
    const scope = `${day}/${region}/${SERVICE}/aws4_request`;
    const token = sessionToken === undefined ? '' : `x-amz-security-token:${sessionToken}\n`;
    const signed = sessionToken === undefined ? SIGNED : SIGNED_WITH_TOKEN;
    const canonical =
      `POST\n${path}\n\ncontent-type:${CONTENT_TYPE}\nhost:${host}\nx-amz-date:${stamp}\n${token}x-amz-target:${target}\n\n` +
      `${signed}\n${hash('sha256', body)}`;
    const text = `${ALGORITHM}\n${stamp}\n${scope}\n${hash('sha256', canonical)}`;
    const signature = createHmac('sha256', this.#keyOf(secretAccessKey, day, region))
      .update(text)
      .digest('hex');
    const headers = [
      'host',
      host,
      'content-type',
      CONTENT_TYPE,
      'x-amz-date',
      stamp,
      'x-amz-target',
      target,
      'authorization',
      `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
    ];
    if (sessionToken !== undefined) headers.push('x-amz-security-token', sessionToken);
    return headers;
  }

  #stampOf(nowMs: number): string {
    const second = Math.floor(nowMs / 1_000);
    if (second !== this.#second) {
      this.#second = second;
      this.#stamp = amzDate(second * 1_000);
    }
    return this.#stamp;
  }

  #keyOf(secret: string, day: string, region: string): KeyObject {
    const id = `${day}/${region}/${secret}`;
    const known = this.#keys.get(id);
    if (known !== undefined) return known;
    // Drops those of the day before and of renewed credentials.
    if (this.#keys.size >= MOST_KEYS) this.#keys.clear();
    const key = createSecretKey(signingKey(secret, day, region));
    this.#keys.set(id, key);
    return key;
  }
}

const MOST_KEYS = 16;
const SIGNED = 'content-type;host;x-amz-date;x-amz-target';
const SIGNED_WITH_TOKEN = 'content-type;host;x-amz-date;x-amz-security-token;x-amz-target';

/** `20261123T051455Z`. */
export function amzDate(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** The key of a day, a region and DynamoDB. */
export function signingKey(secret: string, day: string, region: string): Buffer {
  let key: Buffer | string = `AWS4${secret}`;
  for (const part of [day, region, SERVICE, 'aws4_request']) key = hmac(key, part);
  return key as Buffer;
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
