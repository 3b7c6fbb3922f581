const CAPABILITIES = [
  'Linodes',
  'Block Storage',
  'Cloud Firewall',
  'Vlans',
  'VPCs',
  'Metadata',
  'Placement Group',
  'NodeBalancers',
  'Disk Encryption',
];

export interface RegionRecord {
  readonly id: string;
  readonly label: string;
  readonly country: string;
  readonly capabilities: readonly string[];
  readonly status: 'ok' | 'outage';
  readonly site_type: 'core' | 'distributed';
  readonly resolvers: { readonly ipv4: string; readonly ipv6: string };
  readonly placement_group_limits: {
    readonly maximum_pgs_per_customer: number | null;
    readonly maximum_linodes_per_pg: number | null;
  };
}

function region(
  id: string,
  label: string,
  country: string,
  without: readonly string[] = [],
  siteType: 'core' | 'distributed' = 'core',
): RegionRecord {
  return {
    id,
    label,
    country,
    capabilities: CAPABILITIES.filter((each) => !without.includes(each)),
    status: 'ok',
    site_type: siteType,
    resolvers: { ipv4: '192.0.2.1,192.0.2.2', ipv6: '2001:db8::1,2001:db8::2' },
    placement_group_limits: { maximum_pgs_per_customer: 100, maximum_linodes_per_pg: 10 },
  };
}

export const REGIONS: readonly RegionRecord[] = [
  region('de-fra-2', 'Frankfurt 2, DE', 'de'),
  region('nl-ams', 'Amsterdam, NL', 'nl'),
  region('eu-central', 'Frankfurt, DE', 'de'),
  region('us-east', 'Newark, NJ', 'us'),
  region('us-ord', 'Chicago, IL', 'us'),
  // One without what cloud-init needs, and one on the edge of the network.
  region('ap-west', 'Mumbai, IN', 'in', ['Metadata', 'VPCs']),
  region('us-den-1', 'Denver, CO', 'us', ['VPCs', 'Vlans', 'Placement Group'], 'distributed'),
];
