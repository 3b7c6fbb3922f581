import { requestFacts } from './ambiguous-error.ts';
import { FailoverClientError } from './errors.ts';
import type { PendingWrite } from './pending-write.ts';

/** A caller's ClientRequestToken was sent in an earlier epoch, whose effect this epoch's writer can't recognise. */
export function tokenError(
  write: PendingWrite,
  epochs: { readonly before?: number; readonly now: number },
  cause?: unknown,
) {
  return new FailoverClientError('UND_FAILOVER_CLIENT_TOKEN_OF_OTHER_EPOCH', {
    what: `The ClientRequestToken of a transaction was sent in epoch ${epochs.before ?? `before ${epochs.now}`} already; in epoch ${epochs.now} DynamoDB would not recognise it.`,
    details: epochs,
    cause,
    mayHaveApplied: true,
    request: requestFacts(write),
  });
}
