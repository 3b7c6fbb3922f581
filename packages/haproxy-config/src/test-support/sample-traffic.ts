import { readTraffic, type Traffic, type TrafficInput } from '@understudy/topology';

/** Values as one writes them, with the defaults filled in. */
export function sampleTraffic(traffic: TrafficInput, pools: readonly string[] = []): Traffic {
  const read = readTraffic({ traffic }, pools);
  if (!read.fits) throw new Error(JSON.stringify(read.problems, null, 2));
  if (read.traffic === undefined) throw new Error('There is no traffic.');
  return read.traffic;
}

/** What everyone starts from: /api to two servers, the rest to three. */
export const STARTING_POINT: TrafficInput = {
  frontends: [
    {
      name: 'web',
      binds: [{ port: 80 }],
      routes: [{ backend: 'api', pathPrefixes: ['/api'] }],
      defaultBackend: 'shop',
    },
  ],
  backends: [
    { name: 'api', check: { path: '/api/health' }, servers: serversOf('api', 2, 8001, 20) },
    { name: 'shop', check: { path: '/healthz' }, servers: serversOf('shop', 3, 8000, 30) },
  ],
};

export function manyServers(backends: number, each: number): Traffic {
  return sampleTraffic({
    frontends: [{ name: 'web', binds: [{ port: 80 }], defaultBackend: 'b-0' }],
    backends: Array.from({ length: backends }, (_, index) => ({
      name: `b-${index}`,
      check: { path: '/healthz' },
      servers: serversOf(`s-${index}`, each, 8000, 0, index),
    })),
  });
}

function serversOf(name: string, count: number, port: number, from: number, network = 0) {
  return Array.from({ length: count }, (_, index) => ({
    name: `${name}-${index + 1}`,
    address: `10.0.${network}.${from + index + 1}`,
    port,
  }));
}
