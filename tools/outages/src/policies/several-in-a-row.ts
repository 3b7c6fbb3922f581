import { missedBy, type Policy } from '../policy.ts';

const LOOKS = 3;

/** A health check with a threshold, as load balancers and DNS health checks have it. */
export const severalInARow: Policy = {
  name: 'three in a row',
  wantsFailover: ({ writer, observers: [first] }) =>
    first?.answers === true && missedBy(first, writer) >= LOOKS,
};
