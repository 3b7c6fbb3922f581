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
