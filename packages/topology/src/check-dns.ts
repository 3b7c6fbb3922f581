import { isIpv4, isIpv6, isUnspecified } from './is-address.ts';
import { POOL_RULES } from './pool-rules.ts';
import type { Finding, Path } from './place-problem.ts';
import { listAt, textAt, type List } from './value-at.ts';

/** What holds between the values of one DNS record, its targets and the data regions. */
export function checkDns(file: unknown): Finding[] {
  const records = listAt(file, ['orchestrator', 'dns', 'records']);
  if (records === undefined) return [];
  const regions = (listAt(file, ['regions', 'data'])?.items ?? []).flatMap(
    (item) => textAt(item, 'name') ?? [],
  );
  return [
    ...checkNames(records),
    ...records.items.flatMap((record, at) => {
      const path = [...records.path, at];
      const targets = listAt(record, ['targets']);
      if (targets === undefined) return [];
      const placed = { path: [...path, 'targets'], items: targets.items };
      return [...checkRegions(placed, regions), ...checkTargets(placed, textAt(record, 'type') ?? 'A')];
    }),
  ];
}

/** One name has one writer of each type; the later one is at fault. */
function checkNames({ path, items }: List): Finding[] {
  const keys = items.map((item) =>
    [textAt(item, 'domain'), textAt(item, 'name') ?? '', textAt(item, 'type') ?? 'A'].join(' '),
  );
  return keys.flatMap((key, at) => {
    const first = keys.indexOf(key);
    if (first === at) return [];
    return [
      {
        code: 'UND_TOPOLOGY_DNS_RECORD_DUPLICATE' as const,
        path: [...path, at, 'domain'],
        at: 'value' as const,
        expected: `another domain, name or type: entry ${first + 1} of the list has these`,
        found: { value: textAt(items[at], 'domain') },
      },
    ];
  });
}

function checkRegions({ path, items }: List, regions: readonly string[]): Finding[] {
  const given = items.map((item) => textAt(item, 'region'));
  if (regions.length === 0 || given.includes(undefined)) return [];
  const code = 'UND_TOPOLOGY_DNS_TARGETS_INCOMPLETE';
  const unknown = given.flatMap((region, at): Finding[] =>
    region === undefined || regions.includes(region)
      ? []
      : [
          {
            code,
            path: [...path, at, 'region'],
            at: 'value',
            expected: `one of ${regions.join(', ')}`,
            found: { value: region },
          },
        ],
  );
  const isComplete = given.length === regions.length && regions.every((region) => given.includes(region));
  if (unknown.length > 0 || isComplete) return unknown;
  const expected = `one target for each of ${regions.join(', ')}`;
  return [{ code, path, at: 'value', expected, found: { value: given } }];
}

function checkTargets({ path, items }: List, type: string): Finding[] {
  return items.flatMap((item, at) => {
    const target = textAt(item, 'target');
    const expected = FORMS[type];
    if (target === undefined || expected === undefined || expected.fits(target)) return [];
    return [problem([...path, at, 'target'], `${expected.is}, as the record is of type ${type}`, target)];
  });
}

const problem = (path: Path, expected: string, value: string): Finding => ({
  code: 'UND_TOPOLOGY_DNS_TARGET_INVALID',
  path,
  at: 'value',
  expected,
  found: { value },
});

const FORMS: Readonly<Record<string, { readonly is: string; readonly fits: (target: string) => boolean }>> = {
  A: { is: 'an IPv4 address', fits: (target) => isIpv4(target) && !isUnspecified(target) },
  AAAA: { is: 'an IPv6 address', fits: (target) => isIpv6(target) && !isUnspecified(target) },
  CNAME: {
    is: "a host's name in lower case without a full stop at its end",
    fits: (target) => POOL_RULES.DOMAIN.pattern.test(target),
  },
};
