import type { StatsSeries } from '../types.ts';
import { property } from './judge-failure.ts';

/** Memory is not among them: node_exporter on the instance gives it. */
export function readStats(body: unknown): readonly StatsSeries[] {
  const data = property(body, 'data');
  const [io, net] = [property(data, 'io'), property(data, 'netv4')];
  const series = (name: StatsSeries['name'], unit: StatsSeries['unit'], points: unknown): StatsSeries => ({
    name,
    unit,
    points: (Array.isArray(points) ? (points as unknown[]) : []).map((point) => {
      const [atMs, value] = point as [number, number];
      return { atMs, value };
    }),
  });
  return [
    series('cpu', 'percent', property(data, 'cpu')),
    series('io', 'blocks per second', property(io, 'io')),
    series('swap', 'blocks per second', property(io, 'swap')),
    series('publicIn', 'bits per second', property(net, 'in')),
    series('publicOut', 'bits per second', property(net, 'out')),
    series('privateIn', 'bits per second', property(net, 'private_in')),
    series('privateOut', 'bits per second', property(net, 'private_out')),
  ];
}
