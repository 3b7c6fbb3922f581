import type { Balancers } from '@understudy/topology';
import { checkNode, unknown } from './render-keepalived.ts';
import type { NodeFile } from './types.ts';

const MADE =
  '# Made by Understudy from understudy.yaml; what is changed here by hand is lost with the next change there.';

/**
 * The files that let one node of a pair announce the shared addresses by BGP on Linode, as primary (the first listed) or
 * secondary. The addresses stand on the loopback interface only while HAProxy runs: where they are gone, FRR and
 * lelastic withdraw the route, and the data centre's routers take the other node's. Take FRR's file or lelastic's.
 * Route servers, AS numbers and communities: Linode's guide "Configuring IP failover over BGP using FRR".
 * @throws HaproxyConfigError `UND_HAPROXY_CONFIG_REFUSED`, `UND_HAPROXY_CONFIG_NODE_UNKNOWN`
 */
export function renderBgp(balancers: Balancers, nodeName: string): readonly NodeFile[] {
  const { node, index } = checkNode(balancers, nodeName);
  const { bgp } = balancers;
  if (bgp === undefined) throw unknown('balancers.bgp is not set up.', nodeName);
  const role = index === 0 ? 'primary' : 'secondary';
  return [
    {
      path: '/etc/systemd/system/understudy-addresses.service',
      mode: 0o644,
      about: 'The shared addresses stand on lo while HAProxy runs, and only then.',
      text: lines([
        MADE,
        '[Unit]',
        'Description=Shared addresses of the balancers, held while HAProxy runs',
        'BindsTo=haproxy.service',
        'After=haproxy.service network-online.target',
        '',
        '[Service]',
        'Type=oneshot',
        'RemainAfterExit=yes',
        ...bgp.addresses.map((address) => `ExecStart=/usr/sbin/ip address replace ${address} dev lo`),
        ...bgp.addresses.map((address) => `ExecStop=/usr/sbin/ip address del ${address} dev lo`),
        '',
        '[Install]',
        'WantedBy=haproxy.service',
      ]),
    },
    {
      path: '/etc/frr/frr.conf',
      mode: 0o640,
      about: `FRR announces them as ${role}. It needs bgpd=yes in /etc/frr/daemons.`,
      text: lines(frrLines(node.name, bgp.dataCenter, bgp.addresses, role)),
    },
    {
      path: '/etc/systemd/system/lelastic.service',
      mode: 0o644,
      about: `lelastic announces them as ${role}; instead of FRR.`,
      text: lines([
        MADE,
        '[Unit]',
        'Description=lelastic announces the addresses on lo by BGP',
        'After=network-online.target',
        '',
        '[Service]',
        'Type=simple',
        `ExecStart=/usr/local/bin/lelastic -dcid ${bgp.dataCenter} -${role}`,
        'ExecReload=/bin/kill -s HUP $MAINPID',
        'Restart=always',
        'RestartSec=1',
        '',
        '[Install]',
        'WantedBy=multi-user.target',
      ]),
    },
  ];
}

function frrLines(
  name: string,
  dataCenter: number,
  addresses: readonly string[],
  role: 'primary' | 'secondary',
): readonly string[] {
  const family = (protocol: 'ipv4' | 'ipv6') => {
    const mine = addresses.filter((address) => address.includes(':') === (protocol === 'ipv6'));
    if (mine.length === 0) return [];
    return [
      ` address-family ${protocol} unicast`,
      ...(protocol === 'ipv6' ? ['  neighbor RS activate'] : []),
      ...mine.map((address) => `  network ${networkOf(address)} route-map ${role}`),
      ' exit-address-family',
    ];
  };
  return [
    MADE.replace('#', '!'),
    `hostname ${name}`,
    '!',
    'router bgp 65001',
    ' no bgp ebgp-requires-policy',
    // A network is announced only while its route exists, that is while the address is on lo.
    ' bgp network import-check',
    ' coalesce-time 1000',
    ' bgp bestpath as-path multipath-relax',
    ' neighbor RS peer-group',
    ' neighbor RS remote-as external',
    ' neighbor RS ebgp-multihop 10',
    ' neighbor RS capability extended-nexthop',
    ...[1, 2, 3, 4].map((server) => ` neighbor 2600:3c0f:${dataCenter}:34::${server} peer-group RS`),
    ...family('ipv4'),
    ...family('ipv6'),
    '!',
    'route-map primary permit 10',
    ' set community 65000:1',
    '!',
    'route-map secondary permit 10',
    ' set community 65000:2',
    '!',
    'ipv6 nht resolve-via-default',
  ];
}

/** An IPv4 address is shared alone; of IPv6, the range that holds it, which FRR works out itself. */
function networkOf(address: string): string {
  return address.includes(':') ? address : `${address.split('/')[0] ?? address}/32`;
}

function lines(text: readonly string[]): string {
  return `${text.join('\n')}\n`;
}
