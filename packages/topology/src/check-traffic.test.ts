import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { TopologyError } from './errors.ts';
import { parseTopology } from './parse-topology.ts';
import { sampleTopology } from './testing/index.ts';
import { isAddress } from './is-address.ts';
import { isSharedAddress } from './is-shared-address.ts';

const servers = [{ name: 'a-1', address: '10.0.0.1', port: 8000 }];
const backend = { name: 'a', servers };
const frontend = { name: 'web', binds: [{ port: 80 }], defaultBackend: 'a' };
const small = { frontends: [frontend], backends: [backend] };

function codesOf(parts: Readonly<Record<string, unknown>>): readonly string[] {
  try {
    parseTopology(`${sampleTopology().text}${stringify(parts)}`);
    return [];
  } catch (error) {
    if (!(error instanceof TopologyError)) throw error;
    return error.problems.map(({ code, path }) => `${code} ${path}`);
  }
}

describe('traffic', () => {
  it('takes little, and fills in the rest', () => {
    const { traffic } = parseTopology(`${sampleTopology().text}${stringify({ traffic: small })}`);
    expect(traffic).toMatchObject({
      retries: 3,
      admin: { address: '127.0.0.1', port: 8404 },
      backends: [{ balance: 'roundrobin', retry: 'safe', servers: [{ weight: 100, backup: false }] }],
    });
    expect(sampleTopology().value.traffic).toBeUndefined();
  });

  it('refuses what several keys get wrong together', () => {
    const trafficWith = (parts: object) => codesOf({ traffic: { ...small, ...parts } });
    expect(trafficWith({ backends: [{ name: 'a' }] })).toEqual([
      'UND_TOPOLOGY_BACKEND_EMPTY traffic.backends[0]',
    ]);
    expect(trafficWith({ frontends: [{ ...frontend, routes: [{ backend: 'a' }] }] })).toEqual([
      'UND_TOPOLOGY_ROUTE_EMPTY traffic.frontends[0].routes[0]',
    ]);
    expect(trafficWith({ frontends: [{ ...frontend, redirectToTls: true }] })).toEqual([
      'UND_TOPOLOGY_REDIRECT_WITHOUT_TLS traffic.frontends[0].redirectToTls',
    ]);
    expect(
      trafficWith({
        frontends: [frontend, { ...frontend, name: 'b', binds: [{ address: '::1', port: 80 }] }],
      }),
    ).toEqual(['UND_TOPOLOGY_BIND_DUPLICATE traffic.frontends[1].binds[0].port']);
    expect(trafficWith({ backends: [{ ...backend, servers: [...servers, { ...servers[0] }] }] })).toEqual([
      'UND_TOPOLOGY_TRAFFIC_NAME_DUPLICATE traffic.backends[0].servers[1].name',
    ]);
  });

  it('refuses a server that has the name of a slot', () => {
    const template = (count: number) => ({ prefix: 'a-', count, port: 8000 });
    const withSlots = (count: number) =>
      codesOf({ traffic: { ...small, backends: [{ ...backend, template: template(count) }] } });
    expect(withSlots(3)).toEqual(['UND_TOPOLOGY_TRAFFIC_NAME_DUPLICATE traffic.backends[0].servers[0].name']);
    expect(
      codesOf({
        traffic: {
          ...small,
          backends: [{ name: 'a', servers: [{ ...servers[0], name: 'a-4' }], template: template(3) }],
        },
      }),
    ).toEqual([]);
  });

  it('refuses an entry of a list of texts at its place', () => {
    const route = { backend: 'a', hosts: ['shop.example', 'a b'] };
    expect(codesOf({ traffic: { ...small, frontends: [{ ...frontend, routes: [route] }] } })).toEqual([
      'UND_TOPOLOGY_HOST_NAME_INVALID traffic.frontends[0].routes[0].hosts[1]',
    ]);
    const nodes = [
      { name: 'x', address: '10.0.0.1' },
      { name: 'y', address: '10.0.0.2' },
    ];
    expect(
      codesOf({ balancers: { nodes, bgp: { dataCenter: 1, addresses: ['192.0.2.1/32', '192.0.2.2'] } } }),
    ).toEqual(['UND_TOPOLOGY_SHARED_ADDRESS_INVALID balancers.bgp.addresses[1]']);
  });
});

describe('addresses', () => {
  it.each(['10.0.0.1', '::1', '2001:db8::7', '::ffff:10.0.0.1'])('takes %s', (text) => {
    expect(isAddress(text)).toBe(true);
  });

  it.each(['', ':', '1.2.3.4.5', '1:2', '0x7f.1', '::1%lo', '[::1]', '::1\n', '12345::'])(
    'refuses %j',
    (text) => {
      expect(isAddress(text)).toBe(false);
    },
  );

  it.each([
    ['192.0.2.1/32', true],
    ['2001:db8::1/64', true],
    ['192.0.2.1', false],
    ['192.0.2.1/33', false],
    ['x/32', false],
    ['192.0.2.1/32 dev lo', false],
  ])('holds %s for a shared address: %s', (text, right) => {
    expect(isSharedAddress(text)).toBe(right);
  });
});
