import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LIMITS, resolveLimits, type GatewayOptions } from './options.ts';

const invalid = expect.objectContaining({ code: 'UND_GATEWAY_OPTION_INVALID' });

describe('the options', () => {
  const options = (more: Partial<GatewayOptions>) => more as GatewayOptions;

  it('have limits above 0', () => {
    expect(resolveLimits(options({}))).toEqual(DEFAULT_LIMITS);
    expect(() => resolveLimits(options({ limits: { maxInFlight: 0 } }))).toThrow(invalid);
  });

  it('demand TLS and keys where others reach the gateway', () => {
    const tls = { cert: '', key: '' };
    const keys = new Map([['id', 'secret']]);
    const exposed = expect.objectContaining({ code: 'UND_GATEWAY_EXPOSED' });
    for (const more of [{}, { tls }, { keys }, { tls, keys: new Map() }]) {
      expect(() => resolveLimits(options({ host: '0.0.0.0', ...more }))).toThrow(exposed);
    }
    expect(resolveLimits(options({ host: '0.0.0.0', tls, keys }))).toEqual(DEFAULT_LIMITS);
  });
});
