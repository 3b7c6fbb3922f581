import { describe, expect, it } from '@jest/globals';
import { networkFault } from './network-fault.ts';

describe('networkFault', () => {
  it.each([
    ['ENOTFOUND', 'name'],
    ['EAI_AGAIN', 'name'],
    ['ECONNREFUSED', 'connection'],
    ['ECONNRESET', 'connection'],
    ['ETIMEDOUT', 'connection'],
    ['EHOSTUNREACH', 'connection'],
    ['EPROTO', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['EPROTONOSUPPORT', undefined],
    ['EMFILE', undefined],
    ['UND_SERVICE_REGION_UNREACHABLE', undefined],
    [undefined, undefined],
    [111, undefined],
  ])('takes %p as %p', (code, fault) => {
    expect(networkFault(code)).toBe(fault);
  });
});
