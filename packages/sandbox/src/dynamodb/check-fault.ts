import { SandboxError } from '../errors.ts';
import type { Fault } from './fault.ts';

/** Faults are data and may come from a file, so more is checked than their type says. */
const KINDS: Readonly<Record<Fault['kind'], true>> = {
  latency: true,
  reset: true,
  blackhole: true,
  truncate: true,
  stall: true,
  garbage: true,
  throttle: true,
  unprocessed: true,
  'transaction-conflict': true,
  'empty-page': true,
  'unlisted-shards': true,
  error: true,
  'server-error': true,
  refuse: true,
  unreachable: true,
  name: true,
};

/** @throws SandboxError UND_SANDBOX_FAULT_INVALID */
export function checkFault(fault: Fault): void {
  const demand = (holds: boolean, expected: string) => {
    if (holds) return;
    throw new SandboxError('UND_SANDBOX_FAULT_INVALID', {
      what: `the fault ${JSON.stringify(fault)} should have ${expected}.`,
      details: { fault },
    });
  };
  demand(Object.hasOwn(KINDS, fault.kind), `one of the kinds ${Object.keys(KINDS).join(', ')}`);
  if (fault.kind === 'refuse' || fault.kind === 'unreachable') {
    for (const limit of ['operations', 'senders', 'share', 'times']) {
      demand(!(limit in fault), `no ${limit}: it affects the listener, before any request is known`);
    }
    return;
  }
  const { share, times } = fault;
  demand(share === undefined || (share > 0 && share <= 1), 'a share above 0 and up to 1');
  demand(
    times === undefined || (Number.isSafeInteger(times) && times > 0),
    'a whole number of times above 0',
  );
  if (fault.kind === 'name')
    demand(
      !('operations' in fault || 'senders' in fault),
      'no operations and no senders: a look-up knows none',
    );
  if (fault.kind === 'latency') {
    demand(fault.ms >= 0 && (fault.jitterMs ?? 0) >= 0, 'milliseconds from 0 for ms and jitterMs');
  }
  if (fault.kind === 'unprocessed') {
    const { items } = fault;
    demand(
      items === undefined || (Number.isSafeInteger(items) && items > 0),
      'a whole number of items above 0',
    );
  }
}
