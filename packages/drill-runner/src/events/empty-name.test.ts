import { expect, it } from '@jest/globals';
import type { ActiveFault, Fault } from '@understudy/sandbox';
import { emptyName } from './empty-name.ts';

it('takes the name away, breaks what is connected, and counts the look-ups alone', async () => {
  const on = new Set<Fault>();
  const add = (fault: Fault): ActiveFault => {
    on.add(fault);
    const lift = async () => void on.delete(fault);
    const hits = fault.kind === 'name' ? 3 : 70;
    return { hits, active: true, inEffect: Promise.resolve(), lift, [Symbol.asyncDispose]: lift };
  };
  const end = emptyName({ faults: { add, liftAll: async () => undefined } });
  expect([...on].map(({ kind }) => kind)).toEqual(['name', 'reset']);
  expect(await end()).toBe(3);
  expect(on.size).toBe(0);
});
