export type TypeRecord = ReturnType<typeof type>;

/** Instance types as the API describes them, a few. */
export const INSTANCE_TYPES: readonly TypeRecord[] = [
  type('g6-nanode-1', 'Nanode 1GB', [1, 1, 25], 5),
  type('g6-standard-1', 'Linode 2GB', [2, 1, 50], 12),
  type('g6-standard-2', 'Linode 4GB', [4, 2, 80], 24),
  type('g6-dedicated-2', 'Dedicated 4GB', [4, 2, 80], 36),
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
