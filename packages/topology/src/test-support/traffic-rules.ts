import type { TopologyProblemCode } from '../errors.ts';

const NAMES = [
  'a b',
  '',
  'a\nserver x 10.0.0.1:80',
  '"',
  "'",
  '-f',
  'a#b',
  'a\u0000',
  'a\u2028',
  'ä',
  'a'.repeat(64),
  'understudy-x',
  '${HOME}',
];

type Broken = readonly (readonly [unknown, TopologyProblemCode])[];

const name: Broken = NAMES.map((text) => [text, 'UND_TOPOLOGY_TRAFFIC_NAME_INVALID']);

const ADDRESSES = [
  'host.example',
  '10.0.0',
  '10.0.0.256',
  '10.0.0.1 ',
  '010.0.0.1',
  '::1%eth0',
  'abcd',
  '10.0.0.1:80',
  '$X',
];

const address: Broken = ADDRESSES.map((text) => [text, 'UND_TOPOLOGY_ADDRESS_INVALID']);

const path: Broken = ['x', '/a b', '/a\n', '/"', '/#', '/{x}', '/\\'].map((text) => [
  text,
  'UND_TOPOLOGY_HTTP_PATH_INVALID',
]);

const file: Broken = ['a.pem', '/a b', '/a/../b', '/a\n', '/"'].map((text) => [
  text,
  'UND_TOPOLOGY_FILE_NAME_INVALID',
]);

const shared: Broken = [[[], 'UND_TOPOLOGY_LIST_EMPTY']];

const empty: Broken = [[[], 'UND_TOPOLOGY_LIST_EMPTY']];

/** How the keys of `balancers` and `traffic` are broken beyond what their types say. */
export const TRAFFIC_RULES: Readonly<
  Record<string, readonly (readonly [value: unknown, code: TopologyProblemCode, element?: number])[]>
> = {
  'balancers.nodes': [
    [[], 'UND_TOPOLOGY_LIST_EMPTY'],
    [[{ name: 'a', address: '10.0.0.1' }], 'UND_TOPOLOGY_BALANCERS_NOT_A_PAIR'],
  ],
  'balancers.nodes[].name': [...name, ['lb-1', 'UND_TOPOLOGY_TRAFFIC_NAME_DUPLICATE', 1]],
  'balancers.nodes[].address': [
    ...address,
    ['*', 'UND_TOPOLOGY_ADDRESS_INVALID'],
    ['0.0.0.0', 'UND_TOPOLOGY_ADDRESS_INVALID'],
  ],
  'balancers.vrrp.interface': [
    ['eth0 eth1', 'UND_TOPOLOGY_INTERFACE_NAME_INVALID'],
    ['a-name-too-long-for-linux', 'UND_TOPOLOGY_INTERFACE_NAME_INVALID'],
  ],
  'balancers.vrrp.addresses': shared,
  'balancers.bgp.addresses': shared,
  'traffic.frontends': empty,
  'traffic.frontends[].name': name,
  'traffic.frontends[].binds': empty,
  'traffic.frontends[].binds[].address': [...address],
  'traffic.frontends[].binds[].port': [
    [443, 'UND_TOPOLOGY_BIND_DUPLICATE', 2],
    [8404, 'UND_TOPOLOGY_BIND_DUPLICATE', 2],
  ],
  'traffic.frontends[].binds[].certificate': file,
  'traffic.frontends[].routes': empty,
  'traffic.frontends[].routes[].backend': [...name, ['nowhere', 'UND_TOPOLOGY_BACKEND_UNKNOWN']],
  'traffic.frontends[].routes[].paths': empty,
  'traffic.frontends[].routes[].pathPrefixes': empty,
  'traffic.frontends[].routes[].hosts': empty,
  'traffic.frontends[].routes[].headers': empty,
  'traffic.frontends[].routes[].headers[].name': [
    ['X Api', 'UND_TOPOLOGY_HEADER_INVALID'],
    ['X\r\nHost', 'UND_TOPOLOGY_HEADER_INVALID'],
  ],
  'traffic.frontends[].routes[].headers[].value': [
    ['a b', 'UND_TOPOLOGY_HEADER_INVALID'],
    ['"', 'UND_TOPOLOGY_HEADER_INVALID'],
  ],
  'traffic.frontends[].defaultBackend': [...name, ['nowhere', 'UND_TOPOLOGY_BACKEND_UNKNOWN']],
  'traffic.backends': empty,
  'traffic.backends[].name': [
    ...name,
    ['api', 'UND_TOPOLOGY_TRAFFIC_NAME_DUPLICATE', 1],
    ['web', 'UND_TOPOLOGY_TRAFFIC_NAME_DUPLICATE', 1],
  ],
  'traffic.backends[].check.path': path,
  'traffic.backends[].check.host': [
    ['a b', 'UND_TOPOLOGY_HOST_NAME_INVALID'],
    ['-x', 'UND_TOPOLOGY_HOST_NAME_INVALID'],
    ['a\r\nX-Injected', 'UND_TOPOLOGY_HOST_NAME_INVALID'],
    ['http://shop.example', 'UND_TOPOLOGY_HOST_NAME_INVALID'],
  ],
  'traffic.backends[].stickyCookie': name,
  'traffic.backends[].servers': empty,
  'traffic.backends[].servers[].name': name,
  'traffic.backends[].servers[].address': address,
  'traffic.backends[].pool': [
    ...name,
    ['nowhere', 'UND_TOPOLOGY_POOL_UNKNOWN'],
    ['nowhere', 'UND_TOPOLOGY_BACKEND_AMBIGUOUS'],
    ['nowhere', 'UND_TOPOLOGY_BACKEND_PORT_MISSING'],
  ],
  'traffic.backends[].template.prefix': name,
  'traffic.admin.address': [
    ...address,
    ['*', 'UND_TOPOLOGY_ADDRESS_INVALID'],
    ['0.0.0.0', 'UND_TOPOLOGY_ADDRESS_INVALID'],
  ],
  'traffic.admin.statsPath': path,
  'traffic.admin.metricsPath': path,
  'traffic.errorFiles': empty,
  'traffic.errorFiles[].status': [[418, 'UND_TOPOLOGY_ERROR_STATUS_UNKNOWN']],
  'traffic.errorFiles[].file': file,
};
