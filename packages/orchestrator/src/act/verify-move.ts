import { waitFor, type Clock } from '@understudy/core';
import type { ServiceView } from '@understudy/findings';
import { judgeVerification } from './judge-verification.ts';

/** Whether a move is verified, and what keeps it from that. */
export type Verification =
  | { readonly verified: true; readonly afterMs: number }
  | { readonly verified: false; readonly missing: readonly string[] };

export interface VerifyMoveOptions {
  /** The service as it is seen at the call; throws where it can't be seen. */
  readonly look: (signal: AbortSignal) => Promise<ServiceView>;
  readonly clock: Clock;
  readonly everyMs: number;
  readonly limitMs: number;
}

/** Waits until everything confirms that `to` serves, or the limit has passed. @throws the signal's reason */
export async function verifyMove(
  to: string,
  { look, clock, everyMs, limitMs }: VerifyMoveOptions,
  signal: AbortSignal,
): Promise<Verification> {
  let missing: readonly string[] = [];
  const confirmed = async () => {
    missing = await look(signal).then(
      (view) => judgeVerification(view, to),
      (error: unknown) => [error instanceof Error ? error.message : String(error)],
    );
    return missing.length === 0;
  };
  const waited = await waitFor(confirmed, { clock, everyMs, limitMs, signal });
  return waited.met ? { verified: true, afterMs: waited.afterMs } : { verified: false, missing };
}
