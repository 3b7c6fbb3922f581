import { readFileSync, statSync } from 'node:fs';
import { GatewayError } from './errors.ts';
import type { AccessKeys } from './verify-signature.ts';

const OTHERS = 0o077;

/**
 * Access keys from a file: one `ACCESS_KEY_ID SECRET_ACCESS_KEY` per line; `#` begins a comment.
 * @throws GatewayError `UND_GATEWAY_KEYS_INVALID`, without the file's contents
 */
export function readKeys(file: string): AccessKeys {
  let text: string;
  try {
    const { mode } = statSync(file);
    if ((mode & OTHERS) !== 0)
      throw invalid(file, `is readable by other users (mode ${(mode & 0o777).toString(8)})`);
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    throw invalid(file, `cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
  const keys = new Map<string, string>();
  for (const [at, line] of text.split('\n').entries()) {
    const words = line.trim().split(/\s+/);
    const [id = '', secret = ''] = words;
    if (id === '' || id.startsWith('#')) continue;
    if (words.length !== 2 || !/^\w{3,128}$/.test(id)) {
      throw invalid(file, `has no "ACCESS_KEY_ID SECRET_ACCESS_KEY" in line ${at + 1}`);
    }
    keys.set(id, secret);
  }
  if (keys.size === 0) throw invalid(file, 'contains no key');
  return keys;
}

function invalid(file: string, what: string, cause?: unknown): GatewayError {
  return new GatewayError('UND_GATEWAY_KEYS_INVALID', { what: `${file} ${what}.`, cause, details: { file } });
}
