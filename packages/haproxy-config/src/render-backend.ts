import type { Backend } from '@understudy/topology';
import { renderServer, renderTemplate } from './render-server.ts';

/** The lines of one backend. */
export function renderBackend(backend: Backend): readonly string[] {
  const template = renderTemplate(backend);
  return [
    `backend ${backend.name}`,
    `    # traffic.backends: ${backend.name}`,
    ...balanceLines(backend),
    ...retryLines(backend),
    ...stickyLines(backend),
    ...checkLines(backend),
    ...(backend.servers ?? []).map((server) => `    ${renderServer(backend, server)}`),
    ...(template === undefined
      ? []
      : ['    # template: slots that are filled at run time', `    ${template}`]),
  ];
}

function balanceLines({ balance, hash }: Backend): readonly string[] {
  const hashes = balance === 'source' || balance === 'uri';
  return [`    balance ${balance}`, ...(hashes ? [`    hash-type ${hash}`] : [])];
}

/** A request that was sent whole and not answered is sent again only where that can't do its work twice. */
function retryLines({ retry }: Backend): readonly string[] {
  if (retry === 'connection') return ['    retry-on conn-failure'];
  return [
    '    # retry: safe',
    '    retry-on conn-failure empty-response',
    '    http-request disable-l7-retry unless METH_GET',
  ];
}

/** The value comes from the server's address, so servers that are added at run time have one too. */
function stickyLines({ name, stickyCookie }: Backend): readonly string[] {
  if (stickyCookie === undefined) return [];
  return [
    '    # stickyCookie',
    `    dynamic-cookie-key ${name}`,
    `    cookie ${stickyCookie} insert indirect nocache httponly dynamic`,
  ];
}

function checkLines({ check }: Backend): readonly string[] {
  if (check === undefined) return [];
  const { path, method, host = 'localhost', status } = check;
  return [
    '    # check',
    '    option httpchk',
    `    http-check send meth ${method} uri ${path} ver HTTP/1.1 hdr Host ${host}`,
    `    http-check expect status ${status}`,
  ];
}
