import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { CONTENT_TYPE, RequestSigner } from './request-signer.ts';
import { verifySignature } from './verify-signature.ts';

type Data = string | ArrayBuffer | ArrayBufferView;

function bytesOf(data: Data): string | Uint8Array {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/** SHA-256 as the SDK's signer wants it. */
class Sha256 {
  readonly #hash;
  constructor(secret?: Data) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }
  update(data: Data): void {
    this.#hash.update(bytesOf(data));
  }
  reset(): void {
    throw new Error('A hash is used once.');
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

const keys = fc.record({
  accessKeyId: fc.stringMatching(/^[A-Z0-9]{16,20}$/),
  secretAccessKey: fc.string({ minLength: 16, maxLength: 40 }),
  sessionToken: fc.option(fc.stringMatching(/^[A-Za-z0-9/+=]{1,60}$/), { nil: undefined }),
});
const request = fc.record({
  region: fc.constantFrom('us-east-1', 'eu-central-1', 'cn-north-1'),
  target: fc.constantFrom('DynamoDB_20120810.PutItem', 'DynamoDBStreams_20120810.GetRecords'),
  body: fc.string({ unit: 'grapheme', maxLength: 80 }),
  nowMs: fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2099, 0, 1) }),
});

const headersOf = (flat: readonly string[]): Record<string, string> =>
  Object.fromEntries(flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? '']] : [])));

describe('RequestSigner', () => {
  it('signs like the SDK, and as the verifier expects', async () => {
    const signer = new RequestSigner();
    await fc.assert(
      fc.asyncProperty(keys, request, async (credentials, { region, target, body, nowMs }) => {
        const host = `dynamodb.${region}.amazonaws.com`;
        const signable = { host, path: '/', region, target, body: Buffer.from(body) };
        const ours = headersOf(signer.sign(signable, credentials, nowMs));
        const { sessionToken, ...pair } = credentials;
        const theirs = await new SignatureV4({
          service: 'dynamodb',
          region,
          credentials: sessionToken === undefined ? pair : { ...pair, sessionToken },
          sha256: Sha256,
          applyChecksum: false,
        }).sign(
          {
            method: 'POST',
            protocol: 'https:',
            hostname: host,
            path: '/',
            headers: { host, 'content-type': CONTENT_TYPE, 'x-amz-target': target },
            body,
          },
          { signingDate: new Date(nowMs) },
        );
        expect(ours).toEqual(theirs.headers);

        const secrets = new Map([[credentials.accessKeyId, credentials.secretAccessKey]]);
        const received = { method: 'POST', url: '/', headers: ours, body: signable.body };
        expect(verifySignature(received, secrets, nowMs + 60_000)).toBeUndefined();
        const changed = { ...received, body: Buffer.from(`${body} `) };
        expect(verifySignature(changed, secrets, nowMs)?.status).toBe(400);
      }),
      { numRuns: 60 },
    );
  });
});

describe('verifySignature', () => {
  const nowMs = Date.UTC(2026, 10, 23, 12);
  const body = Buffer.from('{}');
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
  const secrets = new Map([['AKIDEXAMPLE', 'secret']]);
  const signed = (more: Record<string, string> = {}) => ({
    ...headersOf(
      new RequestSigner().sign(
        { host: 'gateway:8000', path: '/', region: 'us-east-1', target: 'DynamoDB_20120810.PutItem', body },
        credentials,
        nowMs,
      ),
    ),
    ...more,
  });
  const refusal = (headers: Record<string, string | undefined>, keysOf = secrets, atMs = nowMs) => {
    const answer = verifySignature({ method: 'POST', url: '/', headers, body }, keysOf, atMs);
    return answer && (JSON.parse(answer.body.toString()) as { __type: string }).__type.split('#')[1];
  };

  it('takes one that is right', () => {
    expect(refusal(signed())).toBeUndefined();
  });

  it.each([
    ['none', { ...signed(), authorization: undefined }, 'MissingAuthenticationTokenException'],
    ['another scheme', signed({ authorization: 'Basic x' }), 'MissingAuthenticationTokenException'],
    [
      'a part of one',
      signed({ authorization: 'AWS4-HMAC-SHA256 Credential=x' }),
      'IncompleteSignatureException',
    ],
    ['no date', { ...signed(), 'x-amz-date': undefined }, 'IncompleteSignatureException'],
    [
      'another target',
      signed({ 'x-amz-target': 'DynamoDB_20120810.DeleteItem' }),
      'InvalidSignatureException',
    ],
    ['another host', signed({ host: 'elsewhere' }), 'InvalidSignatureException'],
    [
      'a target that is not signed',
      signed({ authorization: signed()['authorization']?.replace(';x-amz-target', '') ?? '' }),
      'InvalidSignatureException',
    ],
    [
      'a short one',
      signed({ authorization: signed()['authorization']?.slice(0, -2) ?? '' }),
      'InvalidSignatureException',
    ],
  ])('refuses %s', (_what, headers, name) => {
    expect(refusal(headers)).toBe(name);
  });

  it('refuses an unknown key and a wrong time', () => {
    expect(refusal(signed(), new Map([['OTHER', 'secret']]))).toBe('UnrecognizedClientException');
    expect(refusal(signed(), new Map([['AKIDEXAMPLE', 'wrong']]))).toBe('InvalidSignatureException');
    expect(refusal(signed(), secrets, nowMs + 16 * 60_000)).toBe('InvalidSignatureException');
    expect(refusal(signed(), secrets, nowMs - 16 * 60_000)).toBe('InvalidSignatureException');
  });
});
