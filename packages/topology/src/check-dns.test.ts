import { expect, it } from '@jest/globals';
import { TopologyError } from './errors.ts';
import { parseTopology } from './parse-topology.ts';
import { sampleTopology } from './testing/index.ts';

const RECORD = {
  domain: 'example.org',
  name: 'api',
  targets: [
    { region: 'us-east-1', target: '192.0.2.1' },
    { region: 'eu-central-1', target: '198.51.100.1' },
  ],
};
const to = (...targets: readonly [string, string]) => ({
  targets: [
    { region: 'us-east-1', target: targets[0] },
    { region: 'eu-central-1', target: targets[1] },
  ],
});

const withRecords = (records: readonly object[]) => {
  const orchestrator = { observers: [{ name: 'orch-1', place: 'us-east' }], dns: { records } };
  return parseTopology(`${sampleTopology().text}orchestrator: ${JSON.stringify(orchestrator)}\n`);
};
const problemsOf = (...records: readonly object[]): readonly string[] => {
  try {
    withRecords(records);
  } catch (error) {
    if (error instanceof TopologyError)
      return error.problems.map(
        ({ code, path }) => `${code} ${path.replace('orchestrator.dns.records', '')}`,
      );
    throw error;
  }
  return [];
};

it('has defaults that a move is verified by', () => {
  expect(withRecords([RECORD]).orchestrator?.dns).toEqual({
    tokenEnv: 'LINODE_TOKEN',
    records: [{ ...RECORD, type: 'A', ttlSec: 30, required: true }],
  });
});

it('lists each record once; one name may have records of several types', () => {
  expect(problemsOf(RECORD, RECORD)).toEqual(['UND_TOPOLOGY_DNS_RECORD_DUPLICATE [1].domain']);
  expect(problemsOf(RECORD, { ...RECORD, type: 'AAAA', ...to('2001:db8::1', '2001:db8::2') })).toEqual([]);
});

it('has a target for each data region, and for no other', () => {
  const wrong = 'UND_TOPOLOGY_DNS_TARGETS_INCOMPLETE [0].targets';
  const [first, second] = RECORD.targets;
  for (const targets of [[first], [first, first], [first, second, first]])
    expect(problemsOf({ ...RECORD, targets })).toEqual([wrong]);
  const elsewhere = [first, { ...second, region: 'us-west-2' }];
  expect(problemsOf({ ...RECORD, targets: elsewhere })).toEqual([`${wrong}[1].region`]);
});

it('has targets of its type', () => {
  const wrong = ['UND_TOPOLOGY_DNS_TARGET_INVALID [0].targets[0].target'];
  expect(problemsOf({ ...RECORD, type: 'AAAA', ...to('192.0.2.1', '2001:db8::1') })).toEqual(wrong);
  expect(problemsOf({ ...RECORD, type: 'CNAME', ...to('eu.example.org.', 'us.example.org') })).toEqual(wrong);
  expect(problemsOf({ ...RECORD, type: 'CNAME', ...to('eu.example.org', 'us.example.org') })).toEqual([]);
});
