import { expect, it } from '@jest/globals';
import { parseTopology } from '@understudy/topology';
import { sampleTopology } from '@understudy/topology/testing';
import { fingerprintTopology } from './fingerprint-topology.ts';

it('is the same for topologies that say the same, and another for one that differs in a limit', () => {
  const { text } = sampleTopology();
  const topology = parseTopology(text);
  const { limits, service, ...rest } = topology;
  expect(fingerprintTopology(topology)).toMatch(/^[0-9a-f]{12}$/);
  expect(fingerprintTopology(parseTopology(`# A comment.\n${text}`))).toBe(fingerprintTopology(topology));
  expect(fingerprintTopology({ ...rest, service, limits })).toBe(fingerprintTopology(topology));
  const other = { ...topology, limits: { ...limits, maxLagMs: limits.maxLagMs + 1 } };
  expect(fingerprintTopology(other)).not.toBe(fingerprintTopology(topology));
});
