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

/** Waits until everything confirms that `to` serves, a later move has begun, or the limit has passed. @throws the signal's reason */
export async function verifyMove(
  to: string,
  { look, clock, everyMs, limitMs }: VerifyMoveOptions,
  signal: AbortSignal,
): Promise<Verification> {
  let missing: readonly string[] = [];
  const decided = async () => {
    try {
      const view = await look(signal);
      missing = judgeVerification(view, to);
      return missing.length === 0 || isOvertaken(view, to);
    } catch (error) {
      missing = [error instanceof Error ? error.message : String(error)];
      return false;
    }
  };
  const waited = await waitFor(decided, { clock, everyMs, limitMs, signal });
  return missing.length === 0 && waited.met
    ? { verified: true, afterMs: waited.afterMs }
    : { verified: false, missing };
}

/** A later move is under way, or has moved the writer on: it may wait for this orchestrator, which is busy until this one ends. */
function isOvertaken({ route: sight }: ServiceView, to: string): boolean {
  if (sight.kind === 'unseen') return false;
  const { route } = sight.snapshot;
  return route.phase === 'moving' || route.writer !== to;
}
