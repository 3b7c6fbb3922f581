import type { Bind, Frontend, Traffic, TrafficRoute } from '@understudy/topology';
import { socketAddress } from './render-server.ts';

/** The lines of one frontend. */
export function renderFrontend(frontend: Frontend): readonly string[] {
  const { name, binds, redirectToTls, routes = [], defaultBackend } = frontend;
  return [
    `frontend ${name}`,
    `    # traffic.frontends: ${name}`,
    ...binds.map((bind) => `    ${renderBind(bind)}`),
    ...limitLines(frontend),
    ...(redirectToTls
      ? ['    # redirectToTls', '    http-request redirect scheme https code 308 unless { ssl_fc }']
      : []),
    '    http-request set-header X-Forwarded-Proto https if { ssl_fc }',
    '    http-request set-header X-Forwarded-Proto http unless { ssl_fc }',
    ...(routes.length === 0 ? [] : ['    # routes, in the order of the topology']),
    ...routes.flatMap((route, index) => routeLines(route, `route-${index + 1}`)),
    ...(defaultBackend === undefined ? [] : [`    default_backend ${defaultBackend}`]),
  ];
}

function renderBind({ address, port, certificate, http2, acceptProxy }: Bind): string {
  return [
    'bind',
    address === '*' ? `*:${port}` : socketAddress(address, port),
    ...(certificate === undefined
      ? []
      : ['ssl', 'crt', certificate, 'alpn', http2 ? 'h2,http/1.1' : 'http/1.1']),
    ...(acceptProxy ? ['accept-proxy'] : []),
  ].join(' ');
}

function limitLines({ rateLimit }: Frontend): readonly string[] {
  if (rateLimit === undefined) return [];
  const { requests, perMs, addresses } = rateLimit;
  const per = `${perMs}ms`;
  return [
    '    # rateLimit',
    `    stick-table type ipv6 size ${addresses} expire ${per} store http_req_rate(${per})`,
    '    http-request track-sc0 src',
    `    http-request deny deny_status 429 if { sc_http_req_rate(0) gt ${requests} }`,
  ];
}

/** `--` ends HAProxy's flags, so that no pattern is taken for one. */
function routeLines(route: TrafficRoute, id: string): readonly string[] {
  const { backend, paths = [], pathPrefixes = [], hosts = [], headers = [] } = route;
  const below = pathPrefixes.map((prefix) => (prefix.endsWith('/') ? prefix : `${prefix}/`));
  const acls: (readonly [name: string, test: string])[] = [
    ...[...paths, ...pathPrefixes].map((path) => [`${id}.path`, `path -m str -- ${path}`] as const),
    ...below.map((prefix) => [`${id}.path`, `path -m beg -- ${prefix}`] as const),
    ...hosts.map((host) => [`${id}.host`, `req.hdr(host),host_only -i -m str -- ${host}`] as const),
    ...headers.map(
      ({ name, value }, index) =>
        [`${id}.header-${index + 1}`, `req.hdr(${name}) -m str -- ${value}`] as const,
    ),
  ];
  const names = [...new Set(acls.map(([name]) => name))];
  return [
    ...acls.map(([name, test]) => `    acl ${name} ${test}`),
    `    use_backend ${backend} if ${names.join(' ')}`,
  ];
}

/** The statistics page and the Prometheus exporter. */
export function renderAdmin({ admin }: Traffic): readonly string[] {
  const { address, port, statsPath, metricsPath } = admin;
  return [
    'frontend understudy-admin',
    '    # traffic.admin',
    `    bind ${socketAddress(address, port)}`,
    '    option dontlog-normal',
    `    http-request use-service prometheus-exporter if { path ${metricsPath} }`,
    '    stats enable',
    `    stats uri ${statsPath}`,
    '    stats refresh 10s',
    '    stats hide-version',
  ];
}
