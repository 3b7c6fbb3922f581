import type { MoveStep, MoveSteps } from '@understudy/findings';
import type { DnsRecordSpec, HookSpec } from '@understudy/topology';
import { AT_MS, EAST, WEST } from './sample-view.ts';

/** A hook of the topology: `warm-cache`, after the promotion, not required. */
export function sampleHook(change: Partial<HookSpec> = {}): HookSpec {
  return {
    name: 'warm-cache',
    when: 'after-promotion',
    command: ['/bin/true'],
    limitMs: 30_000,
    attempts: 3,
    required: false,
    variables: [],
    ...change,
  };
}

/** A DNS record of the topology: `api.example.org A`, required. */
export function sampleRecord(change: Partial<DnsRecordSpec> = {}): DnsRecordSpec {
  return {
    domain: 'example.org',
    name: 'api',
    type: 'A',
    ttlSec: 30,
    required: true,
    targets: [
      { region: EAST, target: '192.0.2.1' },
      { region: WEST, target: '198.51.100.1' },
    ],
    ...change,
  };
}

/** The steps after the promotion that began epoch 1 of `sampleView`: `warm-cache` with each of `steps`. */
export function sampleSteps(
  steps: readonly Partial<MoveStep>[] = [{}],
  change: Partial<MoveSteps> = {},
): MoveSteps {
  const waiting = { kind: 'hook', when: 'after-promotion', required: false, state: 'waiting' } as const;
  return {
    of: 'promotion',
    id: 'm-1',
    kind: 'failover',
    from: WEST,
    to: EAST,
    epoch: 1,
    plannedMs: AT_MS - 1_000,
    steps: steps.map((step) => ({ name: 'warm-cache', ...waiting, attempt: 0, attempts: 3, ...step })),
    revision: 1,
    ...change,
  };
}
