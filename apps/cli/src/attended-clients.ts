import type { OpenServiceOptions } from '@understudy/service';

/**
 * Longer than a failover can wait, since a region that is slow still tells a person its state; and no longer than a person waits who asks
 * while another region is silent.
 */
const TIMEOUT_MS = 3_000;

/** How clients are configured of commands that a person waits for, and that move nothing themselves. */
export const ATTENDED_CLIENTS: Pick<OpenServiceOptions, 'data' | 'control'> = {
  data: { timeoutMs: TIMEOUT_MS },
  control: { timeoutMs: TIMEOUT_MS },
};
