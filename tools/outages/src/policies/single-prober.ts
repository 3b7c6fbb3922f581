import { missedBy, type Policy } from '../policy.ts';

/** A health check on one machine: its first failed look moves the writer. */
export const singleProber: Policy = {
  name: 'single prober',
  wantsFailover: ({ writer, observers: [first] }) => first?.answers === true && missedBy(first, writer) >= 1,
};
