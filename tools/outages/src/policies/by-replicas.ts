import { missedBy, type Policy } from '../policy.ts';

/** As openark's orchestrator does: one observer misses the writer, and its replicas receive nothing of it either. */
export const byReplicas: Policy = {
  name: 'by replicas',
  wantsFailover: ({ writer, observers: [first], replicates }) =>
    first?.answers === true && missedBy(first, writer) >= 1 && !replicates,
};
