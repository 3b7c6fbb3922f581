import type { BackendLines, ServerLine } from './types.ts';

interface Found {
  name: string;
  balance: string;
  hash: string;
  servers: ServerLine[];
  templates: { prefix: string; count: number }[];
}

/** The backends of a configuration file with their servers, in the file's order. Templates are no servers. */
export function readBackends(text: string): readonly BackendLines[] {
  const backends: Found[] = [];
  let current: Found | undefined;
  for (const line of text.split('\n')) {
    const words = wordsOf(line);
    const [first = '', second = '', third = ''] = words;
    if (first !== '' && !/^\s/.test(line)) {
      current =
        first === 'backend'
          ? { name: second, balance: 'roundrobin', hash: 'map-based', servers: [], templates: [] }
          : undefined;
      if (current !== undefined) backends.push(current);
    }
    if (current === undefined) continue;
    if (first === 'balance') current.balance = second;
    if (first === 'hash-type') current.hash = second;
    if (first === 'server-template')
      current.templates.push({ prefix: second, count: Number(third.split('-').at(-1)) });
    if (first === 'server')
      current.servers.push({
        backend: current.name,
        name: second,
        address: third,
        settings: words.slice(3).join(' '),
      });
  }
  return backends.map(({ name, balance, hash, servers, templates }) => ({
    name,
    servers,
    templates,
    dynamic: !(balance === 'static-rr' || (['source', 'uri'].includes(balance) && hash === 'map-based')),
  }));
}

/** The file without its lines of servers: two files that agree in it differ only in servers. */
export function withoutServers(text: string): string {
  return text
    .split('\n')
    .filter((line) => wordsOf(line)[0] !== 'server')
    .join('\n');
}

function wordsOf(line: string): readonly string[] {
  return (line.split('#')[0] ?? '').trim().split(/\s+/);
}
