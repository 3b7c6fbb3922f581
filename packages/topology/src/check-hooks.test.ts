import { expect, it } from '@jest/globals';
import { TopologyError } from './errors.ts';
import { parseTopology } from './parse-topology.ts';
import { sampleTopology } from './testing/index.ts';

const HOOK = { name: 'warm-cache', when: 'after-promotion', command: ['/bin/true'] };

const withHook = (hook: object) => {
  const orchestrator = { observers: [{ name: 'orch-1', place: 'us-east' }], hooks: [{ ...HOOK, ...hook }] };
  return parseTopology(`${sampleTopology().text}orchestrator: ${JSON.stringify(orchestrator)}\n`);
};
const problemsOf = (hook: object): readonly string[] => {
  try {
    withHook(hook);
  } catch (error) {
    if (error instanceof TopologyError) return error.problems.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
  return [];
};

it('has defaults that delay and fail nothing', () => {
  expect(withHook({}).orchestrator?.hooks).toEqual([
    { ...HOOK, limitMs: 30_000, attempts: 3, required: false, variables: [] },
  ]);
});

it('keeps no failover waiting for what decides nothing', () => {
  const refused = ['UND_TOPOLOGY_HOOK_DELAYS_FAILOVER orchestrator.hooks[0].moves'];
  const before = { when: 'before-claim', moves: ['switchover', 'failover'] };
  expect(problemsOf(before)).toEqual(refused);
  expect(problemsOf({ ...before, required: true })).toEqual([]);
  expect(problemsOf({ ...before, moves: ['switchover'] })).toEqual([]);
  expect(problemsOf({ when: 'before-claim' })).toEqual([]);
  expect(problemsOf({ ...before, when: 'after-promotion' })).toEqual([]);
});
