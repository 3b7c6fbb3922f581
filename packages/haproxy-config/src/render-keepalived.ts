import { readTraffic, type BalancerNode, type Balancers } from '@understudy/topology';
import { HaproxyConfigError, refused } from './errors.ts';
import { defaultKeepalived, type KeepalivedOptions } from './options.ts';

/**
 * The text of keepalived.conf for one node of a pair. Both begin as BACKUP with `nopreempt`, so that a node that comes
 * back does not take the addresses from the one that serves; of two that start together the first listed wins.
 * @throws HaproxyConfigError `UND_HAPROXY_CONFIG_REFUSED`, `UND_HAPROXY_CONFIG_NODE_UNKNOWN`,
 *   `UND_HAPROXY_CONFIG_PASSWORD_INVALID`, `UND_HAPROXY_CONFIG_HOST_INVALID`
 */
export function renderKeepalived(
  balancers: Balancers,
  nodeName: string,
  options: Partial<KeepalivedOptions> = {},
): string {
  const { pidFile, password } = { ...defaultKeepalived, ...options };
  const { node, peer, index } = checkNode(balancers, nodeName);
  const { vrrp } = balancers;
  if (vrrp === undefined) throw unknown('balancers.vrrp is not set up.', nodeName);
  if (password !== undefined && !/^[a-zA-Z0-9]{1,8}$/.test(password))
    throw new HaproxyConfigError('UND_HAPROXY_CONFIG_PASSWORD_INVALID', {
      what: 'The password does not fit.',
    });
  if (!/^\/[a-zA-Z0-9._/-]{1,200}$/.test(pidFile))
    throw new HaproxyConfigError('UND_HAPROXY_CONFIG_HOST_INVALID', {
      what: "HAProxy's pid file is not named by an absolute path.",
    });
  return `${[
    '# Made by Understudy from understudy.yaml; what is changed here by hand is lost with the next change there.',
    'global_defs {',
    `    router_id ${node.name}`,
    '    enable_script_security',
    '    script_user root',
    // VRRP version 3 knows fractions of a second and no passwords.
    `    vrrp_version ${password === undefined ? '3' : '2'}`,
    '}',
    '',
    '# this node counts as healthy while its HAProxy lives',
    'vrrp_script haproxy {',
    `    script "/usr/bin/pkill -0 -F ${pidFile}"`,
    '    interval 1',
    '    timeout 1',
    '    fall 1',
    '    rise 2',
    '}',
    '',
    '# balancers.vrrp',
    'vrrp_instance understudy {',
    '    state BACKUP',
    '    nopreempt',
    `    interface ${vrrp.interface}`,
    `    virtual_router_id ${vrrp.routerId}`,
    `    priority ${index === 0 ? '101' : '100'}`,
    `    advert_int ${advertSeconds(vrrp.advertMs, password !== undefined)}`,
    `    unicast_src_ip ${node.address}`,
    '    unicast_peer {',
    `        ${peer.address}`,
    '    }',
    ...(password === undefined
      ? []
      : ['    authentication {', '        auth_type PASS', `        auth_pass ${password}`, '    }']),
    '    virtual_ipaddress {',
    ...vrrp.addresses.map((address) => `        ${address} dev ${vrrp.interface}`),
    '    }',
    '    track_script {',
    '        haproxy',
    '    }',
    '}',
  ].join('\n')}\n`;
}

/** Version 2 counts in whole seconds. */
function advertSeconds(advertMs: number, whole: boolean): string {
  return whole
    ? String(Math.max(1, Math.ceil(advertMs / 1000)))
    : (Math.round(advertMs / 10) / 100).toFixed(2);
}

export function checkNode(
  balancers: Balancers,
  nodeName: string,
): { readonly node: BalancerNode; readonly peer: BalancerNode; readonly index: number } {
  const read = readTraffic({ balancers });
  if (!read.fits) throw refused(read.problems);
  const index = balancers.nodes.findIndex(({ name }) => name === nodeName);
  const node = balancers.nodes[index];
  const peer = balancers.nodes[1 - index];
  if (node === undefined || peer === undefined)
    throw unknown('balancers.nodes has no pair with it.', nodeName);
  return { node, peer, index };
}

export function unknown(what: string, node: string): HaproxyConfigError {
  return new HaproxyConfigError('UND_HAPROXY_CONFIG_NODE_UNKNOWN', {
    what: `No file can be made for the node ${JSON.stringify(node)}: ${what}`,
    details: { node },
  });
}
