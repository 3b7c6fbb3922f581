import type { Finding } from './place-problem.ts';
import { listAt, textAt, valueAt } from './value-at.ts';

/** Linode's labels have 64 characters: `SERVICE-POOL-SLOT-gGENERATION` must fit, and has no two dashes in a row. */
const SERVICE_IN_LABELS = /^(?=.{1,30}$)[a-z](-?[a-z0-9])*$/;

const IPV4_RANGE = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}\/(8|9|[12]\d)$/;

/** What holds between several values of `pools`, on whatever of it is there. */
export function checkPools(file: unknown): Finding[] {
  const pools = listAt(file, ['pools']);
  if (pools === undefined || pools.items.length === 0) return [];
  return [...checkService(file), ...pools.items.flatMap((pool, index) => checkPool(pool, index))];
}

function checkService(file: unknown): Finding[] {
  const service = textAt(file, 'service');
  if (service === undefined || SERVICE_IN_LABELS.test(service)) return [];
  return [
    {
      code: 'UND_TOPOLOGY_SERVICE_NAME_UNFIT_FOR_POOLS',
      path: ['service'],
      at: 'value',
      expected:
        "at most 30 characters, no - last and no two in a row, since it begins the labels of pools' instances",
      found: { value: service },
    },
  ];
}

function checkPool(pool: unknown, index: number): Finding[] {
  return [
    ...checkRegions(pool, index),
    ...checkSubnet(pool, index),
    ...checkTwice(pool, index, ['deploy', 'files'], 'path', 'UND_TOPOLOGY_DEPLOY_FILE_DUPLICATE'),
    ...checkTwice(
      pool,
      index,
      ['deploy', 'service', 'environment'],
      'name',
      'UND_TOPOLOGY_DEPLOY_VARIABLE_DUPLICATE',
    ),
  ];
}

function checkRegions(pool: unknown, index: number): Finding[] {
  const region = textAt(pool, 'region');
  const fallbacks = valueAt(pool, ['fallbackRegions']);
  if (region === undefined || !Array.isArray(fallbacks) || !fallbacks.includes(region)) return [];
  return [
    {
      code: 'UND_TOPOLOGY_POOL_REGION_REPEATED',
      path: ['pools', index, 'fallbackRegions'],
      at: 'value',
      expected: `other regions than ${region}, which the pool has as its first`,
      found: { value: fallbacks },
    },
  ];
}

function checkSubnet(pool: unknown, index: number): Finding[] {
  const kind = textAt(valueAt(pool, ['network']), 'kind');
  const subnet = textAt(valueAt(pool, ['network']), 'subnet');
  if (subnet === undefined || (kind !== 'vpc' && kind !== 'vlan')) return [];
  const fits = kind === 'vpc' ? !subnet.includes('/') : IPV4_RANGE.test(subnet);
  if (fits) return [];
  return [
    {
      code: 'UND_TOPOLOGY_POOL_SUBNET_UNFIT',
      path: ['pools', index, 'network', 'subnet'],
      at: 'value',
      expected:
        kind === 'vpc'
          ? 'the label of a subnet of the VPC'
          : 'a range of addresses from /8 to /29, 10.0.0.0/24',
      found: { value: subnet },
    },
  ];
}

function checkTwice(
  pool: unknown,
  index: number,
  path: readonly string[],
  key: string,
  code: 'UND_TOPOLOGY_DEPLOY_FILE_DUPLICATE' | 'UND_TOPOLOGY_DEPLOY_VARIABLE_DUPLICATE',
): Finding[] {
  const items = listAt(pool, path)?.items ?? [];
  const texts = items.map((item) => textAt(item, key));
  return texts.flatMap((text, at) => {
    if (text === undefined || texts.indexOf(text) === at) return [];
    const before = String(texts.indexOf(text) + 1);
    return [
      {
        code,
        path: ['pools', index, ...path, at, key],
        at: 'value' as const,
        expected: `another one: entry ${before} of the list has this one`,
        found: { value: text },
      },
    ];
  });
}
