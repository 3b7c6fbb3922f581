/** What a secret is replaced by. */
export const REDACTED = '[redacted]';

/** Names of keys whose values are secrets, in lower case and without `-` and `_`. */
const SECRET_KEYS = new Set([
  'authorization',
  'apikey',
  'clientsecret',
  'cookie',
  'credential',
  'credentials',
  'idtoken',
  'keymaterial',
  'passphrase',
  'passwd',
  'password',
  'privatekey',
  'proxyauthorization',
  'refreshtoken',
  'rootpass',
  'secret',
  'secretaccesskey',
  'secretkey',
  'securitytoken',
  'sessiontoken',
  'setcookie',
  'signature',
  'token',
  'xamzsecuritytoken',
  'xamzsignature',
]);
const SECRET_ENDINGS =
  /(password|passphrase|privatekey|secret|secretkey|accesstoken|apitoken|authtoken|securitytoken|sessiontoken)$/;

/** Secrets within a text, each with what is kept of it. */
const SECRET_TEXTS: readonly (readonly [RegExp, string])[] = [
  // A presigned URL: https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
  [/(X-Amz-(?:Signature|Security-Token|Credential)=)[^&\s"'<>]+/gi, `$1${REDACTED}`],
  [/\b(AWS4-HMAC-SHA256\s+Credential=)[^\r\n"]*/gi, `$1${REDACTED}`],
  [/\b((?:Bearer|Basic)\s+)[A-Za-z0-9+/._~=-]{8,}/gi, `$1${REDACTED}`],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s/:@"']+:)[^\s/@"']+@/gi, `$1${REDACTED}@`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, REDACTED],
  [
    /((?:secret_?access_?key|session_?token|security-token|authorization|password|passphrase|api_?token)["']?\s*[:=]\s*["']?)(?!\[redacted\])[^\s"',;&}]+/gi,
    `$1${REDACTED}`,
  ],
];

/** Whether the value of a key of this name is a secret, however the name is written: `secretAccessKey`, `x-amz-security-token`. */
export function isSecretKey(key: string): boolean {
  const plain = key.toLowerCase().replaceAll(/[-_.\s]/g, '');
  return SECRET_KEYS.has(plain) || SECRET_ENDINGS.test(plain);
}

/** The text without signatures, tokens, passwords in URLs and private keys. */
export function redactText(text: string): string {
  return SECRET_TEXTS.reduce((kept, [pattern, replacement]) => kept.replace(pattern, replacement), text);
}
