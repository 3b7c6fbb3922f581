import { expect } from '@jest/globals';

/** The error of a write that may have been applied. */
export const AMBIGUOUS: unknown = expect.objectContaining({
  code: 'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS',
  name: 'FailoverClientError',
  mayHaveApplied: true,
  $fault: 'server',
  details: expect.objectContaining({ mayHaveApplied: true }),
});

/** The error of a write whose time was over, and that was not applied. */
export const NOT_APPLIED: unknown = expect.objectContaining({
  code: 'UND_FAILOVER_CLIENT_WRITE_DEADLINE',
  mayHaveApplied: false,
  details: expect.objectContaining({ mayHaveApplied: false }),
});
