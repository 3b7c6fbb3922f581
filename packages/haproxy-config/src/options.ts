/** What differs from machine to machine, and is no part of the topology. */
export interface HostOptions {
  /** The runtime socket. */
  readonly statsSocket: string;
  /** An optional second runtime socket on a private address. Every client that reaches it controls HAProxy. */
  readonly statsAddress?: { readonly address: string; readonly port: number };
  /** Where the state of servers is kept over a reload. The file must exist, its first line being `1`. */
  readonly stateFile: string;
  /** `/dev/log`, or `stdout` in a container. */
  readonly log: string;
  /** Whom HAProxy becomes once it has its ports, and where it is shut in; `starter`: it stays what it is. */
  readonly runAs: { readonly user: string; readonly group: string; readonly chroot: string } | 'starter';
}

export const defaultHost: HostOptions = {
  statsSocket: '/run/haproxy/admin.sock',
  stateFile: '/var/lib/haproxy/server-state',
  log: '/dev/log',
  runAs: { user: 'haproxy', group: 'haproxy', chroot: '/var/lib/haproxy' },
};

/** What Keepalived needs besides the topology. */
export interface KeepalivedOptions {
  /** HAProxy's pid file: that its process lives is what the node's health is judged by. */
  readonly pidFile: string;
  /** VRRP's password, 1 to 8 letters and digits; optional. The topology holds no secrets. */
  readonly password?: string;
}

export const defaultKeepalived: KeepalivedOptions = { pidFile: '/run/haproxy.pid' };
