import type { PoolSpec } from '@understudy/topology';
import { LinodeProvisionerError } from './errors.ts';
import type { LinodeLabelled, LinodeRegion, LinodeVpc } from './types.ts';

/** What is known of Linode's regions when one is chosen. */
export interface RegionFacts {
  readonly regions: readonly LinodeRegion[];
  /** The plans that a region has not, by region. */
  readonly missingPlans: Readonly<Record<string, readonly string[]>>;
  readonly vpcs: readonly LinodeVpc[];
  readonly placementGroups: readonly LinodeLabelled[];
}

export interface PassedOver {
  readonly region: string;
  readonly because: string;
}

/** A region that can take an instance of the pool, with what the pool uses there. */
export interface FitRegion {
  readonly region: string;
  readonly placementGroupId?: number;
  readonly subnetId?: number;
}

export interface RegionChoice {
  /** In the pool's order; at least one. */
  readonly fit: readonly [FitRegion, ...FitRegion[]];
  readonly passedOver: readonly PassedOver[];
}

/** The pool's regions in its order. */
export function regionsOf({ region, fallbackRegions }: PoolSpec): readonly string[] {
  return [region, ...fallbackRegions];
}

/**
 * The pool's regions that can take instances, in its order, and the others with the reason.
 * @throws LinodeProvisionerError UND_LINODE_PROVISIONER_NO_REGION
 */
export function chooseRegions(pool: PoolSpec, hasUserData: boolean, facts: RegionFacts): RegionChoice {
  const fit: FitRegion[] = [];
  const passedOver: PassedOver[] = [];
  for (const region of regionsOf(pool)) {
    const judged = judgeRegion(region, pool, hasUserData, facts);
    if (typeof judged === 'string') passedOver.push({ region, because: judged });
    else fit.push(judged);
  }
  const [first, ...others] = fit;
  if (first !== undefined) return { fit: [first, ...others], passedOver };
  throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_NO_REGION', {
    what: `No region can take instances of pool ${pool.name}: ${passedOver.map(({ region, because }) => `${region} ${because}`).join('; ')}.`,
    details: { pool: pool.name, passedOver },
  });
}

function judgeRegion(
  id: string,
  pool: PoolSpec,
  hasUserData: boolean,
  facts: RegionFacts,
): FitRegion | string {
  const region = facts.regions.find((each) => each.id === id);
  if (region === undefined) return 'is no region of Linode';
  if (region.status === 'outage') return 'has an outage';
  const needs = [
    'Linodes',
    ...(hasUserData ? ['Metadata'] : []),
    ...(pool.firewall === undefined ? [] : ['Cloud Firewall']),
    ...(pool.network === undefined ? [] : [pool.network.kind === 'vpc' ? 'VPCs' : 'Vlans']),
    ...(pool.placementGroup === undefined ? [] : ['Placement Group']),
  ];
  const lacking = needs.filter((capability) => !region.capabilities.includes(capability));
  if (lacking.length > 0) return `has no ${lacking.join(', no ')}`;
  if (facts.missingPlans[id]?.includes(pool.type) === true) return `has no ${pool.type}`;

  const group = inRegion(facts.placementGroups, pool.placementGroup, id);
  if (pool.placementGroup !== undefined && group === undefined)
    return `has no placement group ${pool.placementGroup}`;
  const subnet = pool.network?.kind === 'vpc' ? findSubnet(pool.network, id, facts.vpcs) : undefined;
  if (typeof subnet === 'string') return subnet;
  return {
    region: id,
    ...(group === undefined ? {} : { placementGroupId: group.id }),
    ...(subnet === undefined ? {} : { subnetId: subnet }),
  };
}

/** Labels are an account's, so that one thing for each region has the region after it. */
function inRegion<T extends { readonly label: string; readonly region?: string }>(
  all: readonly T[],
  label: string | undefined,
  region: string,
): T | undefined {
  if (label === undefined) return undefined;
  return all.find((each) => each.region === region && [label, `${label}-${region}`].includes(each.label));
}

function findSubnet(
  { label, subnet }: { readonly label: string; readonly subnet?: string },
  region: string,
  vpcs: readonly LinodeVpc[],
): number | string {
  const vpc = inRegion(vpcs, label, region);
  if (vpc === undefined) return `has no VPC ${label}`;
  const found = subnet === undefined ? vpc.subnets[0] : vpc.subnets.find((each) => each.label === subnet);
  return found?.id ?? `has no subnet ${subnet ?? ''} in VPC ${vpc.label}`;
}
