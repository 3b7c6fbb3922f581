import { describe, expect, it } from '@jest/globals';
import { parseTopology } from './parse-topology.ts';
import { sampleTopology } from './testing/index.ts';
import { TopologyError } from './errors.ts';

const POOL = 'name: api, region: de-fra-2, type: g6-nanode-1, image: linode/debian12, count: 1';

function problemsOf(pool: string): readonly string[] {
  try {
    parseTopology(
      `${sampleTopology().text}pools:\n  - { ${POOL}, health: { port: 80, path: / }, ${pool} }\n`,
    );
  } catch (error) {
    if (error instanceof TopologyError) return error.problems.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
  return [];
}

describe('pools', () => {
  it('have defaults for all but what they are', () => {
    const [pool] = parseTopology(
      `${sampleTopology().text}pools:\n  - { ${POOL}, health: { port: 80, path: / } }\n`,
    ).pools;
    expect(pool).toMatchObject({
      fallbackRegions: [],
      tags: [],
      sshKeys: [],
      health: { limitMs: 600_000 },
      deploy: { packages: [], files: [], run: [] },
    });
  });

  it.each(['shop', '10.0.0.0', '10.0.0.0/30', '256.0.0.0/24'])(
    'with a VLAN take no %s for its range of addresses',
    (subnet) => {
      expect(problemsOf(`network: { kind: vlan, label: inner, subnet: ${subnet} }`)).toEqual([
        'UND_TOPOLOGY_POOL_SUBNET_UNFIT pools[0].network.subnet',
      ]);
      expect(problemsOf('network: { kind: vlan, label: inner, subnet: 10.0.0.0/24 }')).toEqual([]);
      expect(problemsOf('network: { kind: vlan, label: inner }')).toEqual([]);
    },
  );
});
