import { describe, expect, it } from '@jest/globals';
import { propertyRuns } from '@understudy/core/testing';
import type { Traffic } from '@understudy/topology';
import fc from 'fast-check';
import { HaproxyConfigError } from './errors.ts';
import { readBackends, withoutServers } from './read-backends.ts';
import { renderHaproxy } from './render-haproxy.ts';
import { arbitraryTraffic } from './test-support/arbitrary-traffic.ts';
import { STARTING_POINT, sampleTraffic } from './test-support/sample-traffic.ts';

const start = sampleTraffic(STARTING_POINT);
const linesOf = (traffic: Traffic) => renderHaproxy({ traffic }).split('\n');

function errorOf(act: () => unknown): HaproxyConfigError {
  try {
    act();
  } catch (error) {
    if (error instanceof HaproxyConfigError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

/** The traffic with one text in it replaced. */
function withText(traffic: Traffic, pick: number, text: string): { traffic: Traffic; was: string } {
  const copy = structuredClone(traffic) as unknown as Record<string, unknown>;
  const places: { holder: Record<string, unknown>; key: string; was: string }[] = [];
  const visit = (holder: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(holder)) {
      if (typeof value === 'string') places.push({ holder, key, was: value });
      else if (typeof value === 'object' && value !== null) visit(value as Record<string, unknown>);
    }
  };
  visit(copy);
  const place = places[pick % places.length];
  if (place === undefined) throw new Error('There is no text.');
  place.holder[place.key] = text;
  return { traffic: copy as unknown as Traffic, was: place.was };
}

const anyTraffic = arbitraryTraffic({ certificate: '/etc/shop.pem', errorFile: '/etc/503.http' });

describe('renderHaproxy', () => {
  it('gives the same text for the same input', () => {
    fc.assert(
      fc.property(anyTraffic, (traffic) => {
        expect(renderHaproxy({ traffic: structuredClone(traffic) })).toBe(renderHaproxy({ traffic }));
      }),
      { numRuns: 30 },
    );
  });

  it('changes one line where one server changes, and adds or takes one where one comes or goes', () => {
    const [api, shop] = start.backends;
    if (api === undefined || shop === undefined) throw new Error('There are two backends.');
    const servers = shop.servers ?? [];
    const withServers = (changed: typeof servers): Traffic => ({
      ...start,
      backends: [api, { ...shop, servers: changed }],
    });
    const before = linesOf(start);
    const moved = linesOf(
      withServers(
        servers.map((server) => (server.name === 'shop-2' ? { ...server, address: '10.9.9.9' } : server)),
      ),
    );
    expect(moved).toHaveLength(before.length);
    expect(moved.filter((line, index) => line !== before[index])).toEqual([
      expect.stringContaining('server shop-2 10.9.9.9:8000'),
    ]);
    const fewer = linesOf(withServers(servers.filter(({ name }) => name !== 'shop-1')));
    expect(before.filter((line) => !fewer.includes(line))).toEqual([
      expect.stringContaining('server shop-1 '),
    ]);
    expect(fewer.filter((line) => !before.includes(line))).toEqual([]);
    expect(fewer).toHaveLength(before.length - 1);
  });

  it('says of each section where it comes from', () => {
    const text = renderHaproxy({ traffic: start });
    for (const part of [
      'traffic.frontends: web',
      'traffic.backends: shop',
      'traffic.admin',
      'traffic.timeouts',
    ])
      expect(text).toContain(`# ${part}`);
  });
});

describe('the servers of a pool', () => {
  it('takes a pool by its instances, none included', () => {
    const traffic = sampleTraffic(
      {
        frontends: [{ name: 'web', binds: [{ port: 80 }], defaultBackend: 'shop' }],
        backends: [{ name: 'shop', pool: 'app', port: 8000 }],
      },
      ['app'],
    );
    const members = [
      { name: 'shop-app-1', address: '10.0.0.1' },
      { name: 'shop-app-2', address: '2001:db8::1', weight: 1 },
    ];
    expect(readBackends(renderHaproxy({ traffic, pools: { app: members } }))[0]?.servers).toMatchObject([
      { name: 'shop-app-1', address: '10.0.0.1:8000' },
      { name: 'shop-app-2', address: '[2001:db8::1]:8000' },
    ]);
    expect(readBackends(renderHaproxy({ traffic, pools: { app: [] } }))[0]?.servers).toEqual([]);
    expect(errorOf(() => renderHaproxy({ traffic })).code).toBe('UND_HAPROXY_CONFIG_POOL_MISSING');
    const bad = [{ name: 'x\n    server evil 10.6.6.6:80', address: '10.0.0.1' }];
    expect(errorOf(() => renderHaproxy({ traffic, pools: { app: bad } })).details).toMatchObject({
      problems: [{ code: 'UND_TOPOLOGY_TRAFFIC_NAME_INVALID', path: 'traffic.backends[0].servers[0].name' }],
    });
  });
});

describe('the words of a configuration', () => {
  it('refuses every text that could end a word or a line, in every place', () => {
    const evil = fc
      .tuple(
        fc.string(),
        fc.constantFrom('\n', ' ', '"', "'", '\\', '#', '\0', '\r', '\t', '\u0085', '\u2028', '$', '{'),
        fc.string(),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(anyTraffic, fc.nat(), evil, (traffic, pick, text) => {
        const error = errorOf(() => renderHaproxy({ traffic: withText(traffic, pick, text).traffic }));
        expect(error.code).toBe('UND_HAPROXY_CONFIG_REFUSED');
      }),
      { numRuns: propertyRuns(80, 200) },
    );
  });

  it('refuses any text, or makes as many lines and words as of a harmless one', () => {
    const shape = (traffic: Traffic) => linesOf(traffic).map((line) => line.split(' ').length);
    fc.assert(
      fc.property(
        anyTraffic,
        fc.nat(),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        (traffic, pick, text) => {
          try {
            expect(shape(withText(traffic, pick, text).traffic)).toHaveLength(shape(traffic).length);
          } catch (error) {
            if (!(error instanceof HaproxyConfigError)) throw error;
          }
        },
      ),
      { numRuns: propertyRuns(40, 100) },
    );
  });

  it.each([
    { statsSocket: '/run/a b' },
    { stateFile: 'state' },
    { log: '/dev/log\n    daemon' },
    { runAs: { user: 'root\n', group: 'haproxy', chroot: '/' } },
    { statsAddress: { address: '0.0.0.0 level', port: 80 } },
    { statsAddress: { address: '10.0.0.1', port: 0 } },
  ])('refuses the option %j of a machine', (host) => {
    expect(errorOf(() => renderHaproxy({ traffic: start, host })).code).toBe(
      'UND_HAPROXY_CONFIG_HOST_INVALID',
    );
  });
});

describe('readBackends', () => {
  it('finds again what was rendered, and what may change at run time', () => {
    fc.assert(
      fc.property(anyTraffic, (traffic) => {
        const read = readBackends(renderHaproxy({ traffic }));
        expect(read.map(({ name, servers }) => [name, servers.map((server) => server.name)])).toEqual(
          traffic.backends.map(({ name, servers = [] }) => [name, servers.map((server) => server.name)]),
        );
        expect(read.map(({ dynamic }) => dynamic)).toEqual(
          traffic.backends.map(
            ({ balance, hash }) =>
              balance !== 'static-rr' &&
              !(hash === 'map-based' && (balance === 'source' || balance === 'uri')),
          ),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('tells a change of servers from one of anything else', () => {
    const other = { ...start, backends: start.backends.map((backend) => ({ ...backend, servers: [] })) };
    const text = renderHaproxy({ traffic: start });
    expect(withoutServers(text)).not.toContain('server shop-1');
    expect(withoutServers(renderHaproxy({ traffic: { ...start, retries: 4 } }))).not.toBe(
      withoutServers(text),
    );
    expect(() => renderHaproxy({ traffic: other })).toThrow(HaproxyConfigError);
  });
});
