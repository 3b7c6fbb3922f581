import { expect, it } from '@jest/globals';
import { plainFacts } from './plain-facts.ts';

const SECRET = 'wJalrXUtnFEMI+K7MDENG=';

it.each([
  { credentials: { accessKeyId: 'AKIA', secretAccessKey: SECRET } },
  { secretAccessKey: SECRET },
  { a: [{ b: { secret_access_key: SECRET } }] },
  { sessionToken: SECRET },
  { headers: { Authorization: `AWS4-HMAC-SHA256 Credential=AKIA/x, Signature=${SECRET}` } },
  { headers: new Map([['x-amz-security-token', SECRET]]) },
  { headers: { 'X-Amz-Security-Token': SECRET } },
  { password: SECRET, dbPassword: SECRET, root_pass: SECRET },
  { token: SECRET, apiToken: SECRET },
  { privateKey: SECRET },
  { tls: { key: `-----BEGIN RSA PRIVATE KEY-----\n${SECRET}\n-----END RSA PRIVATE KEY-----` } },
  { url: `https://b.s3.amazonaws.com/o?X-Amz-Credential=${SECRET}&X-Amz-Signature=${SECRET}` },
  { url: new URL(`https://h/?X-Amz-Security-Token=${SECRET}`) },
  { url: `https://user:${SECRET}@db.example.net/` },
  { problem: `refused: authorization: "AWS4-HMAC-SHA256 Credential=AKIA/x, Signature=${SECRET}"` },
  { problem: `curl -H 'Authorization: Bearer ${SECRET}'` },
  { problem: `AWS_SECRET_ACCESS_KEY=${SECRET} was given` },
  { error: new Error(`GET https://h/?X-Amz-Signature=${SECRET}`) },
  { error: new Error('outer', { cause: new Error(`token: Bearer ${SECRET}`) }) },
  { body: new TextEncoder().encode(SECRET) },
])('hides the secret in %j', (facts) => {
  expect(JSON.stringify(plainFacts(facts))).not.toContain(SECRET);
});

it('leaves what is no secret', () => {
  const facts = {
    key: 'orders#1',
    table: 'orders',
    tokens: 3,
    keys: ['a'],
    url: 'https://h/a?X-Amz-Date=20261128&b=c',
    why: 'The token of the barrier was not reached.',
  };
  expect(plainFacts(facts)).toEqual(facts);
});

it('makes everything fit JSON', () => {
  const circle: Record<string, unknown> = { a: 1 };
  circle['self'] = circle;
  const facts = {
    circle,
    big: 7n,
    no: NaN,
    at: new Date(0),
    set: new Set([1]),
    bytes: new Uint8Array(3),
    none: undefined,
    nil: null,
    f: () => 1,
  };
  expect(JSON.parse(JSON.stringify(plainFacts(facts)))).toEqual({
    circle: { a: 1, self: '[circular]' },
    big: '7',
    no: 'NaN',
    at: '1970-01-01T00:00:00.000Z',
    set: [1],
    bytes: '[3 bytes]',
    nil: null,
    f: '[function]',
  });
});
