import type { Backend, BackendServer } from '@understudy/topology';

/** `10.0.0.1:80`, `[::1]:80` */
export function socketAddress(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/**
 * A server's whole line. It leaves nothing to `default-server`, so that the same words make the server at run time
 * (`add server` inherits nothing).
 */
export function renderServer(backend: Backend, server: BackendServer): string {
  const { name, address, port, weight, backup, maxConnections } = server;
  return [
    'server',
    name,
    socketAddress(address, port),
    ...checkWords(backend),
    'weight',
    String(weight),
    ...(maxConnections === undefined ? [] : ['maxconn', String(maxConnections)]),
    ...connectionWords(backend),
    ...(backup ? ['backup'] : []),
  ].join(' ');
}

/** Slots without an address, in maintenance until one is set at run time. */
export function renderTemplate(backend: Backend): string | undefined {
  const { template } = backend;
  if (template === undefined) return undefined;
  return [
    'server-template',
    template.prefix,
    `1-${template.count}`,
    socketAddress('0.0.0.0', template.port),
    ...checkWords(backend),
    'weight 100',
    ...connectionWords(backend),
    'disabled',
  ].join(' ');
}

function checkWords({ check, agent }: Backend): readonly string[] {
  const { intervalMs = 2000, downIntervalMs = 1000, rise = 2, fall = 3, port } = check ?? {};
  const every = `inter ${intervalMs}ms fastinter ${downIntervalMs}ms downinter ${downIntervalMs}ms`;
  return [
    `check ${every} rise ${rise} fall ${fall}`,
    ...(port === undefined ? [] : [`port ${port}`]),
    ...(agent === undefined
      ? []
      : [`agent-check agent-port ${agent.port} agent-inter ${agent.intervalMs}ms`]),
  ];
}

function connectionWords({ slowStartMs, protocol, sendProxy, check }: Backend): readonly string[] {
  return [
    ...(slowStartMs === 0 ? [] : [`slowstart ${slowStartMs}ms`]),
    ...(protocol === 'http2' ? ['proto h2'] : []),
    ...(sendProxy === 'v1' ? ['send-proxy'] : sendProxy === 'v2' ? ['send-proxy-v2'] : []),
    // A check speaks as clients do.
    ...(sendProxy === 'none' ? [] : ['check-send-proxy']),
    ...(protocol === 'http2' && check !== undefined ? ['check-proto h2'] : []),
  ];
}
