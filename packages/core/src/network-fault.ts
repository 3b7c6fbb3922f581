/**
 * What failed between a client and a server: the name was not found, no TLS session was established, or the connection
 * was not established or broke.
 */
export type NetworkFault = 'name' | 'tls' | 'connection';

const NAME: ReadonlySet<string> = new Set(['EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'ENOTFOUND']);
const CONNECTION: ReadonlySet<string> = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETRESET',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
]);
/** Node reports what OpenSSL refuses by a code of these, or as EPROTO. */
const TLS =
  /^(EPROTO$|ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH)/;

/** Which fault of the network an error's `code` names; `undefined` where it names none. */
export function networkFault(code: unknown): NetworkFault | undefined {
  if (typeof code !== 'string') return undefined;
  if (NAME.has(code)) return 'name';
  if (CONNECTION.has(code)) return 'connection';
  return TLS.test(code) ? 'tls' : undefined;
}
