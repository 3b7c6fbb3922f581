/** Regions, types and images as the API describes them, a few of each. */

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

/** Plans that a region has not, as `/regions/{id}/availability` tells. */
export const UNAVAILABLE: readonly { readonly region: string; readonly plan: string }[] = [
  { region: 'us-ord', plan: 'g6-dedicated-2' },
];

function type(
  id: string,
  label: string,
  size: readonly [gb: number, cpus: number, diskGb: number],
  monthly: number,
) {
  const [gb, vcpus, diskGb] = size;
  return {
    id,
    label,
    class: id.includes('nanode') ? 'nanode' : id.includes('dedicated') ? 'dedicated' : 'standard',
    memory: gb * 1024,
    disk: diskGb * 1024,
    vcpus,
    gpus: 0,
    transfer: gb * 1000,
    network_out: gb * 1000,
    successor: null,
    price: { hourly: Number((monthly / 666.7).toFixed(4)), monthly },
    region_prices: [{ id: 'ap-west', hourly: Number((monthly / 555.6).toFixed(4)), monthly: monthly * 1.2 }],
    addons: { backups: { price: { hourly: 0.003, monthly: 2 }, region_prices: [] } },
  };
}

export type TypeRecord = ReturnType<typeof type>;

export const TYPES: readonly TypeRecord[] = [
  type('g6-nanode-1', 'Nanode 1GB', [1, 1, 25], 5),
  type('g6-standard-1', 'Linode 2GB', [2, 1, 50], 12),
  type('g6-standard-2', 'Linode 4GB', [4, 2, 80], 24),
  type('g6-dedicated-2', 'Dedicated 4GB', [4, 2, 80], 36),
];

function image(id: string, label: string, capabilities: readonly string[]) {
  return {
    id,
    label,
    vendor: label.split(' ')[0] ?? label,
    description: null,
    type: 'manual',
    status: 'available',
    is_public: true,
    deprecated: false,
    size: 1500,
    total_size: 1500,
    created: '2023-06-14T14:38:27',
    updated: '2023-06-14T14:38:27',
    created_by: 'linode',
    eol: null,
    expiry: null,
    capabilities,
    regions: [],
    tags: [],
  };
}

export type ImageRecord = ReturnType<typeof image>;

export const IMAGES: readonly ImageRecord[] = [
  image('linode/debian12', 'Debian 12', ['cloud-init', 'distributed-sites']),
  image('linode/ubuntu24.04', 'Ubuntu 24.04 LTS', ['cloud-init']),
  image('linode/slackware15.0', 'Slackware 15.0', []),
];
