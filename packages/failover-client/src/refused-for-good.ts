import { causeChain, isUnderstudyError, type Clock } from '@understudy/core';
import type { LeaseHolder } from '@understudy/route';

/** A refusal that a person has to end is believed once it has lasted for so long, in ms. */
const REFUSED_FOR_MS = 1_000;

/** What the control store answers, rather than that it does not: waiting mends none of it. */
const ANSWERS = ['UND_ROUTE_NOT_FOUND', 'UND_ROUTE_STORE_REFUSED', 'UND_ROUTE_CORRUPT'];

/** Whether a failure to read the route lasts until a person acts: no route, no right to it, or nothing to sign requests with. */
function isRefusal(error: unknown): boolean {
  if (ANSWERS.some((code) => isUnderstudyError(error, code))) return true;
  return [...causeChain(error)].some(
    (cause) => cause instanceof Error && cause.name === 'CredentialsProviderError',
  );
}

/**
 * Resolves with the error once the route was refused twice, `REFUSED_FOR_MS` apart; never where it was not. `onFailure` gets
 * every error of the control store.
 */
export async function refusedForGood(
  { lease, clock }: { readonly lease: LeaseHolder; readonly clock: Clock },
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<unknown> {
  let error: unknown;
  for (let refusals = 0; refusals < 2; refusals += 1) {
    try {
      if (refusals > 0) await clock.sleep(REFUSED_FOR_MS, signal);
      await lease.refresh(signal);
    } catch (failure) {
      if (!signal.aborted) onFailure(failure);
      error = failure;
    }
    if (signal.aborted || !isRefusal(error)) return new Promise(() => {});
  }
  return error;
}
