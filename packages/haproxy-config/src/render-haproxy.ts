import type { Traffic } from '@understudy/topology';
import { checkHost, resolveTraffic } from './resolve-traffic.ts';
import { defaultHost, type HostOptions } from './options.ts';
import { renderBackend } from './render-backend.ts';
import { renderAdmin, renderFrontend } from './render-frontend.ts';
import { socketAddress } from './render-server.ts';
import type { HaproxyInput } from './types.ts';

/**
 * The text of haproxy.cfg. The same input gives the same text, in the topology's order; each server is one line.
 * @throws HaproxyConfigError `UND_HAPROXY_CONFIG_REFUSED`, `UND_HAPROXY_CONFIG_POOL_MISSING`,
 *   `UND_HAPROXY_CONFIG_HOST_INVALID`: before any of the text is made
 */
export function renderHaproxy(input: HaproxyInput): string {
  const host: HostOptions = { ...defaultHost, ...input.host };
  checkHost(host);
  const traffic = resolveTraffic(input);
  const sections = [
    [
      '# Made by Understudy from understudy.yaml; what is changed here by hand is lost with the next change there.',
    ],
    globalLines(traffic, host),
    defaultsLines(traffic),
    ...traffic.frontends.map(renderFrontend),
    renderAdmin(traffic),
    ...traffic.backends.map(renderBackend),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function globalLines({ maxConnections, timeouts }: Traffic, host: HostOptions): readonly string[] {
  const { statsSocket, statsAddress, stateFile, log, runAs } = host;
  return [
    'global',
    '    # the balancer itself',
    log === 'stdout' ? '    log stdout format raw local0' : `    log ${log} local0`,
    ...(runAs === 'starter'
      ? []
      : [`    chroot ${runAs.chroot}`, `    user ${runAs.user}`, `    group ${runAs.group}`]),
    '    # a reload hands the listening sockets on, and servers keep their state',
    `    stats socket ${statsSocket} mode 660 level admin expose-fd listeners`,
    ...(statsAddress === undefined
      ? []
      : [`    stats socket ipv4@${socketAddress(statsAddress.address, statsAddress.port)} level admin`]),
    '    stats timeout 60s',
    `    server-state-file ${stateFile}`,
    '    # traffic.timeouts.hardStopMs',
    `    hard-stop-after ${timeouts.hardStopMs}ms`,
    '    # traffic.maxConnections',
    `    maxconn ${maxConnections}`,
    '    ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets',
  ];
}

function defaultsLines({ timeouts, retries, errorFiles = [] }: Traffic): readonly string[] {
  const limits: readonly (readonly [name: string, ms: number])[] = [
    ['connect', timeouts.connectMs],
    ['client', timeouts.clientMs],
    ['server', timeouts.serverMs],
    ['http-request', timeouts.requestMs],
    ['http-keep-alive', timeouts.keepAliveMs],
    ['queue', timeouts.queueMs],
    ['check', timeouts.checkMs],
    ['tunnel', timeouts.tunnelMs],
  ];
  return [
    'defaults',
    '    mode http',
    '    log global',
    '    option httplog',
    '    option dontlognull',
    '    option forwardfor',
    '    # an old process closes idle connections with an answer, so that no client meets a closed one',
    '    option idle-close-on-response',
    '    load-server-state-from-file global',
    '    # traffic.retries, each at another server',
    `    retries ${retries}`,
    '    option redispatch 1',
    '    # traffic.timeouts',
    ...limits.map(([name, ms]) => `    timeout ${name} ${ms}ms`),
    ...(errorFiles.length === 0 ? [] : ['    # traffic.errorFiles']),
    ...errorFiles.map(({ status, file }) => `    errorfile ${status} ${file}`),
  ];
}
