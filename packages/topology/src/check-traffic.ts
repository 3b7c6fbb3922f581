import type { TopologyProblemCode } from './errors.ts';
import type { Finding, Path } from './place-problem.ts';
import { listAt, textAt, valueAt, type List } from './value-at.ts';

/**
 * What holds between the values of `balancers` and `traffic`, checked on what is there: a part of another type
 * than it should be is the schema's to report.
 */
export function checkTraffic(file: unknown): Finding[] {
  const frontends = listAt(file, ['traffic', 'frontends']);
  const backends = listAt(file, ['traffic', 'backends']);
  return [
    ...checkPair(file),
    ...duplicates([listAt(file, ['balancers', 'nodes'])]),
    ...duplicates([frontends, backends]),
    ...eachOf(backends).flatMap(({ item, path }) => [
      ...duplicates([listAt(file, [...path, 'servers'])]),
      ...checkSlots(item, path),
      ...checkSources(item, path, poolNames(file)),
    ]),
    ...checkBinds(file, frontends),
    ...checkTargets(file, frontends, backends),
    ...eachOf(frontends).flatMap(({ item, path }) => checkRedirect(item, path)),
  ];
}

interface Entry {
  readonly item: unknown;
  readonly path: Path;
}

function eachOf(list: List | undefined): readonly Entry[] {
  return (list?.items ?? []).map((item, index) => ({ item, path: [...(list?.path ?? []), index] }));
}

function finding(code: TopologyProblemCode, path: Path, expected: string, value: unknown): Finding {
  return { code, path, at: 'value', expected, found: { value } };
}

function checkPair(file: unknown): Finding[] {
  const nodes = listAt(file, ['balancers', 'nodes']);
  const shared = ['vrrp', 'bgp'].some((way) => valueAt(file, ['balancers', way]) !== undefined);
  if (nodes === undefined || !shared || nodes.items.length === 0 || nodes.items.length === 2) return [];
  return [finding('UND_TOPOLOGY_BALANCERS_NOT_A_PAIR', nodes.path, 'exactly two nodes', nodes.items)];
}

/** Names that stand twice in lists which share their names; the later one is at fault. */
function duplicates(lists: readonly (List | undefined)[]): Finding[] {
  const seen = new Set<string>();
  return lists.flatMap(eachOf).flatMap(({ item, path }) => {
    const name = textAt(item, 'name');
    if (name === undefined) return [];
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [finding('UND_TOPOLOGY_TRAFFIC_NAME_DUPLICATE', [...path, 'name'], 'a unique name', name)];
  });
}

/** The slots of a template are servers, too: no other may have the name of one. */
function checkSlots(backend: unknown, path: Path): Finding[] {
  const prefix = textAt(valueAt(backend, ['template']), 'prefix');
  const count = valueAt(backend, ['template', 'count']);
  if (prefix === undefined || typeof count !== 'number') return [];
  return eachOf(listAt(backend, ['servers'])).flatMap(({ item, path: at }) => {
    const name = textAt(item, 'name');
    const number = name?.startsWith(prefix) === true ? name.slice(prefix.length) : '';
    if (!/^[1-9]\d*$/.test(number) || Number(number) > count) return [];
    const expected = `a name that is none of the template's, ${prefix}1 to ${prefix}${count}`;
    return [finding('UND_TOPOLOGY_TRAFFIC_NAME_DUPLICATE', [...path, ...at, 'name'], expected, name)];
  });
}

function poolNames(file: unknown): ReadonlySet<string | undefined> {
  return new Set(listAt(file, ['pools'])?.items.map((pool) => textAt(pool, 'name')));
}

function checkSources(backend: unknown, path: Path, pools: ReadonlySet<string | undefined>): Finding[] {
  if (typeof backend !== 'object' || backend === null) return [];
  const has = (key: string) => valueAt(backend, [key]) !== undefined;
  const pool = textAt(backend, 'pool');
  const findings: Finding[] = [];
  if (!has('servers') && !has('pool') && !has('template'))
    findings.push(
      finding('UND_TOPOLOGY_BACKEND_EMPTY', path, 'servers, a pool with its port, or a template', backend),
    );
  if (pool === undefined) return findings;
  const at = [...path, 'pool'];
  if (!pools.has(pool)) findings.push(finding('UND_TOPOLOGY_POOL_UNKNOWN', at, 'the name of a pool', pool));
  if (has('servers'))
    findings.push(finding('UND_TOPOLOGY_BACKEND_AMBIGUOUS', at, 'servers or a pool, not both', pool));
  if (!has('port'))
    findings.push(finding('UND_TOPOLOGY_BACKEND_PORT_MISSING', at, 'a port beside the pool', pool));
  return findings;
}

/** `*` takes a port on every address. */
function checkBinds(file: unknown, frontends: List | undefined): Finding[] {
  const admin = valueAt(file, ['traffic', 'admin']);
  const adminPort = valueAt(admin, ['port']) ?? 8404;
  const taken: { readonly address: string; readonly port: unknown }[] = [
    { address: textAt(admin, 'address') ?? '127.0.0.1', port: adminPort },
  ];
  return eachOf(frontends)
    .flatMap(({ path }) => eachOf(listAt(file, [...path, 'binds'])))
    .flatMap(({ item, path }) => {
      const port = valueAt(item, ['port']);
      const address = valueAt(item, ['address']) === undefined ? '*' : textAt(item, 'address');
      if (port === undefined || address === undefined) return [];
      const clash = taken.some(
        (other) =>
          other.port === port && (other.address === address || [other.address, address].includes('*')),
      );
      taken.push({ address, port });
      return clash
        ? [finding('UND_TOPOLOGY_BIND_DUPLICATE', [...path, 'port'], 'a port that nothing else binds', port)]
        : [];
    });
}

function checkTargets(file: unknown, frontends: List | undefined, backends: List | undefined): Finding[] {
  const known = new Set(eachOf(backends).map(({ item }) => textAt(item, 'name')));
  const check = (holder: unknown, path: Path, key: string): Finding[] => {
    const name = textAt(holder, key);
    return name === undefined || known.has(name)
      ? []
      : [finding('UND_TOPOLOGY_BACKEND_UNKNOWN', [...path, key], 'the name of a backend', name)];
  };
  return eachOf(frontends).flatMap((frontend) => [
    ...check(frontend.item, frontend.path, 'defaultBackend'),
    ...eachOf(listAt(file, [...frontend.path, 'routes'])).flatMap(({ item, path }) => [
      ...check(item, path, 'backend'),
      ...checkConditions(item, path),
    ]),
  ]);
}

function checkConditions(route: unknown, path: Path): Finding[] {
  if (typeof route !== 'object' || route === null) return [];
  const conditions = ['paths', 'pathPrefixes', 'hosts', 'headers'];
  if (conditions.some((key) => valueAt(route, [key]) !== undefined)) return [];
  return [finding('UND_TOPOLOGY_ROUTE_EMPTY', path, `one of ${conditions.join(', ')}`, route)];
}

function checkRedirect(frontend: unknown, path: Path): Finding[] {
  if (valueAt(frontend, ['redirectToTls']) !== true) return [];
  const binds = valueAt(frontend, ['binds']);
  if (!Array.isArray(binds) || binds.some((bind) => valueAt(bind, ['certificate']) !== undefined)) return [];
  return [
    finding(
      'UND_TOPOLOGY_REDIRECT_WITHOUT_TLS',
      [...path, 'redirectToTls'],
      'a bind with a certificate beside it',
      true,
    ),
  ];
}
