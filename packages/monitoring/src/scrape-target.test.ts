import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scrapeTarget, targetsOf } from './scrape-target.ts';

describe('scrapeTarget', () => {
  it.each([
    ['orch-1=10.0.0.6:9466', 'orch-1', '10.0.0.6:9466'],
    ['gateway=shop.internal:8000', 'gateway', 'shop.internal:8000'],
    ['a=[fd00::1]:80', 'a', '[fd00::1]:80'],
  ])('reads %s', (text, name, address) => {
    expect(scrapeTarget(text)).toEqual({ name, address, scheme: 'http', path: '/metrics' });
  });

  it.each([
    '',
    '10.0.0.6:9466',
    '=10.0.0.6:9466',
    'a=',
    'a=host',
    'a=host:0',
    'a=host:65536',
    'a b=host:1',
    'a=http://host:1',
  ])('refuses %j', (text) => {
    expect(() => scrapeTarget(text)).toThrow(
      expect.objectContaining({ code: 'UND_MONITORING_TARGET_INVALID' }),
    );
  });

  it('reads what it writes, and never another name or port', () => {
    const names = fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}$/);
    fc.assert(
      fc.property(names, names, fc.integer({ min: 1, max: 65_535 }), (name, host, port) => {
        expect(scrapeTarget(`${name}=${host}:${port}`)).toMatchObject({ name, address: `${host}:${port}` });
      }),
    );
  });
});

describe('targetsOf', () => {
  it('takes the programs that the topology lists for its orchestrators', () => {
    const settings = {
      automatic: false,
      observers: [],
      approval: false,
      approvalLimitMs: 1,
      lookEveryMs: 1,
      lookLimitMs: 1,
    };
    const programs = [
      { name: 'gateway-1', url: 'http://10.0.0.5:8000' },
      { name: 'gateway-2', url: 'https://gateway.internal/ops/' },
    ];
    const more = { looks: 1, reportEveryMs: 1, leaderTtlMs: 1, pauseMs: 1, programs };
    expect(targetsOf({ orchestrator: { ...settings, ...more } })).toEqual([
      { name: 'gateway-1', address: '10.0.0.5:8000', scheme: 'http', path: '/metrics' },
      { name: 'gateway-2', address: 'gateway.internal:443', scheme: 'https', path: '/ops/metrics' },
    ]);
    expect(targetsOf({})).toEqual([]);
  });
});
