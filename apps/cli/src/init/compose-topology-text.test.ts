import { describe, expect, it } from '@jest/globals';
import { parseTopology } from '@understudy/topology';
import { composeTopologyText } from './compose-topology-text.ts';
import { parseGivenRegion } from './parse-given-region.ts';
import { parseGivenTable } from './parse-given-table.ts';

describe('the first understudy.yaml', () => {
  it('is one that the topology accepts, with what was given', () => {
    const text = composeTopologyText({
      service: 'shop',
      regions: ['us-east-1=http://127.0.0.1:8001', 'eu-central-1'].map(parseGivenRegion),
      witnesses: ['eu-west-1'].map(parseGivenRegion),
      tables: ['orders', 'audit:foreign', '123'].map(parseGivenTable),
    });
    const topology = parseTopology(text);
    expect(topology.service).toBe('shop');
    expect(topology.regions.data).toEqual([
      { name: 'us-east-1', endpoint: 'http://127.0.0.1:8001' },
      { name: 'eu-central-1' },
    ]);
    expect(topology.regions.witness.endpoints).toEqual([{ name: 'eu-west-1' }]);
    expect(topology.tables).toMatchObject([
      { name: 'orders', writes: 'stamped' },
      { name: 'audit', writes: 'foreign' },
      { name: '123', writes: 'stamped' },
    ]);
  });

  it.each([
    [['us-east-1=http://127.0.0.1:1', 'eu-central-1=http://127.0.0.1:2'], 10_000],
    [['us-east-1=http://127.0.0.1:1', 'eu-central-1'], 900_000],
  ])('lets late requests expire soon only where every endpoint is on this machine: %j', (given, ms) => {
    const text = composeTopologyText({
      service: 'shop',
      regions: given.map(parseGivenRegion),
      witnesses: [parseGivenRegion('eu-west-1=http://127.0.0.1:3')],
      tables: [parseGivenTable('orders')],
    });
    expect(parseTopology(text).limits.maxRequestAgeMs).toBe(ms);
  });
});
