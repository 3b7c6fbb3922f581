import { describe, expect, it } from '@jest/globals';
import { readTraffic, type Balancers } from '@understudy/topology';
import { HaproxyConfigError } from './errors.ts';
import { renderBgp } from './render-bgp.ts';
import { renderKeepalived } from './render-keepalived.ts';

const nodes = [
  { name: 'lb-1', address: '10.0.0.11' },
  { name: 'lb-2', address: '10.0.0.12' },
];
const read = readTraffic({
  balancers: {
    nodes,
    vrrp: { interface: 'eth1', addresses: ['10.0.0.10/24'] },
    bgp: { dataCenter: 10, addresses: ['192.0.2.10/32', '2001:db8:7::1/64'] },
  },
});
if (!read.fits || read.balancers === undefined) throw new Error(JSON.stringify(read));
const pair: Balancers = read.balancers;

const codeOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof HaproxyConfigError) return error.code;
    throw error;
  }
  return undefined;
};

describe('renderKeepalived', () => {
  it('makes both nodes BACKUP without preemption, each with the other as its peer', () => {
    const [one, two] = [renderKeepalived(pair, 'lb-1'), renderKeepalived(pair, 'lb-2')];
    for (const text of [one, two]) {
      expect(text).toContain('    state BACKUP\n    nopreempt\n');
      expect(text).toContain('        10.0.0.10/24 dev eth1\n');
      expect(text).not.toContain('auth_pass');
    }
    expect(one).toContain(
      'priority 101\n    advert_int 1.00\n    unicast_src_ip 10.0.0.11\n    unicast_peer {\n        10.0.0.12\n',
    );
    expect(two).toContain(
      'priority 100\n    advert_int 1.00\n    unicast_src_ip 10.0.0.12\n    unicast_peer {\n        10.0.0.11\n',
    );
  });

  it('takes a password with version 2, which counts in whole seconds', () => {
    const text = renderKeepalived(pair, 'lb-1', { password: 'abcd1234' });
    expect(text).toContain('vrrp_version 2\n');
    expect(text).toContain('advert_int 1\n');
    expect(text).toContain('auth_pass abcd1234\n');
  });

  it('refuses what would not hold', () => {
    expect(codeOf(() => renderKeepalived(pair, 'lb-3'))).toBe('UND_HAPROXY_CONFIG_NODE_UNKNOWN');
    expect(codeOf(() => renderKeepalived({ nodes: pair.nodes }, 'lb-1'))).toBe(
      'UND_HAPROXY_CONFIG_NODE_UNKNOWN',
    );
    expect(codeOf(() => renderKeepalived(pair, 'lb-1', { password: 'longer than 8' }))).toBe(
      'UND_HAPROXY_CONFIG_PASSWORD_INVALID',
    );
    expect(codeOf(() => renderKeepalived(pair, 'lb-1', { pidFile: '/run/x"\n}' }))).toBe(
      'UND_HAPROXY_CONFIG_HOST_INVALID',
    );
    const evil = { ...pair, nodes: [{ name: 'lb-1', address: '10.0.0.1\n}' }, ...pair.nodes.slice(1)] };
    expect(codeOf(() => renderKeepalived(evil, 'lb-1'))).toBe('UND_HAPROXY_CONFIG_REFUSED');
  });
});

describe('renderBgp', () => {
  it('holds the addresses while HAProxy runs, and announces them in the role of the node', () => {
    const files = new Map(renderBgp(pair, 'lb-2').map(({ path, text }) => [path, text]));
    const unit = files.get('/etc/systemd/system/understudy-addresses.service') ?? '';
    expect(unit).toContain('BindsTo=haproxy.service\n');
    expect(unit).toContain('ExecStart=/usr/sbin/ip address replace 192.0.2.10/32 dev lo\n');
    const frr = files.get('/etc/frr/frr.conf') ?? '';
    expect(frr).toContain(' neighbor 2600:3c0f:10:34::1 peer-group RS\n');
    expect(frr).toContain('  network 192.0.2.10/32 route-map secondary\n');
    expect(frr).toContain('  network 2001:db8:7::1/64 route-map secondary\n');
    expect(files.get('/etc/systemd/system/lelastic.service')).toContain('lelastic -dcid 10 -secondary\n');
    expect(codeOf(() => renderBgp({ nodes: pair.nodes }, 'lb-1'))).toBe('UND_HAPROXY_CONFIG_NODE_UNKNOWN');
  });
});
