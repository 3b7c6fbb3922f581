import type { PoolSpec } from '@understudy/topology';
import { durationText } from '../../duration-text.ts';
import { defineKind } from '../define-kind.ts';
import { evidenceOf } from '../evidence-of.ts';
import { findingsAbout, nextOf } from '../findings-about.ts';
import { maintenanceFact, maintenanceOf } from '../maintenance-of.ts';
import type { Sights } from '../sights.ts';

/** The pools of servers, as the topology has them and as orchestrators found them; `servers status` asks Linode. */
export const poolsKind = defineKind<PoolSpec>({
  plural: 'pools',
  sources: ['control'],
  items: ({ topology }) => topology.pools,
  nameOf: ({ name }) => name,
  columns: [
    { head: 'Pool', cell: ({ name }) => name, most: 20 },
    { head: 'Region', cell: ({ region }) => region },
    { head: 'Servers', cell: ({ count }) => String(count) },
    { head: 'Type', cell: ({ type }) => type },
    { head: 'State', cell: stateText },
    { head: 'Image', cell: ({ image }) => image, wide: true },
    { head: 'Fallback', cell: ({ fallbackRegions }) => fallbackRegions.join(', ') || '-', wide: true },
  ],
  describe: (pool, sights) => {
    const { name, region, fallbackRegions, type, image, count, health, deploy, dns } = pool;
    const findings = findingsAbout(name, sights);
    return {
      state: stateText(pool, sights),
      facts: [
        ['Region', [region, ...fallbackRegions].join(', then ')],
        ['Servers', `${String(count)} of ${type}, ${image}`],
        ['Health', `GET :${String(health.port)}${health.path} within ${durationText(health.limitMs)}`],
        ...(deploy.service === undefined ? [] : [['Service', deploy.service.name] as const]),
        ...(dns === undefined
          ? []
          : [
              [
                'DNS',
                `${dns.name === '' ? '' : `${dns.name}.`}${dns.domain}, ${String(dns.ttlSec)} s`,
              ] as const,
            ]),
        ...maintenanceFact(name, sights),
      ],
      evidence: evidenceOf(findings),
      moves: [],
      next: nextOf(findings) ?? {
        what: 'Linode knows its servers.',
        command: 'understudy servers status',
      },
    };
  },
});

function stateText({ name }: PoolSpec, sights: Sights): string {
  if (maintenanceOf(name, sights) !== undefined) return 'under maintenance';
  const [first] = findingsAbout(name, sights);
  return first?.code ?? 'nothing found';
}
