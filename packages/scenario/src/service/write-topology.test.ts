import { describe, expect, it } from '@jest/globals';
import { defaultLimits } from '@understudy/core';
import { parseTopology } from '@understudy/topology';
import { DRILL_LIMITS, SERVICE, writeTopology } from './write-topology.ts';

const FACTS = {
  data: [
    { name: 'us-east-1', endpoint: 'http://127.0.0.2:8001' },
    { name: 'eu-central-1', endpoint: 'http://127.0.0.3:8002' },
  ],
  witness: { name: 'eu-west-1', endpoint: 'http://127.0.0.4:8003' },
} as const;

describe('writeTopology', () => {
  it('leaves the limits as they are by default where it is asked to', () => {
    const { limits, orchestrator } = parseTopology(writeTopology({ ...FACTS, limits: 'default' }));
    const { leaseMs, attemptTimeoutMs, controlTimeoutMs, writeDeadlineMs } = defaultLimits;
    expect(limits).toMatchObject({ leaseMs, attemptTimeoutMs, controlTimeoutMs, writeDeadlineMs });
    expect(orchestrator?.lookEveryMs).toBe(400);
  });

  it('writes a file that the topology takes as any other', () => {
    const text = writeTopology(FACTS);
    const topology = parseTopology(text);
    expect(topology.service).toBe(SERVICE);
    expect(topology.limits).toMatchObject(DRILL_LIMITS);
    expect(topology.tables.map(({ name }) => name)).toEqual([
      'cities',
      'orders',
      'shop-products',
      'shop-orders',
    ]);
  });
});
