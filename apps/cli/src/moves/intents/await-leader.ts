import type { ControlStore, SharedState } from '@understudy/control-store';
import { isUnderstudyError, waitFor, type Clock } from '@understudy/core';
import type { Topology } from '@understudy/topology';

/** Who drives a move: the orchestrators, or this command, and why. */
export type MoveDriver =
  | { readonly by: 'orchestrators'; readonly leader: string; readonly state: SharedState }
  /** `why`: a part of a sentence. */
  | { readonly by: 'command'; readonly why: string };

export interface AwaitLeaderOptions {
  readonly orchestrator: Topology['orchestrator'];
  readonly control: Pick<ControlStore, 'read'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const EVERY_MS = 200;

/**
 * Finds out whether an orchestrator leads now. A leader renews the token of its record about three times within
 * `leaderTtlMs`: where the token does not change in that time by this machine's monotonic clock, none leads. No two clocks are
 * compared. A control store that does not answer is an answer.
 * @throws the signal's reason
 */
export async function awaitLeader(options: AwaitLeaderOptions): Promise<MoveDriver> {
  const { orchestrator, signal } = options;
  if (orchestrator === undefined) return { by: 'command', why: 'the topology file declares no orchestrator' };
  try {
    return await watchToken(options, orchestrator.leaderTtlMs);
  } catch (error) {
    signal.throwIfAborted();
    const code = isUnderstudyError(error) ? error.code : String(error);
    return { by: 'command', why: `what orchestrators share could not be read (${code})` };
  }
}

async function watchToken(
  { control, clock, signal }: AwaitLeaderOptions,
  limitMs: number,
): Promise<MoveDriver> {
  const none = { by: 'command', why: 'no orchestrator leads' } as const;
  const first = await control.read(signal);
  let last = first.leader;
  if (last === undefined) return none;
  const renewed = async () => {
    const state = await control.read(signal);
    const before = last;
    last = state.leader;
    return last !== undefined && last.token !== before?.token && { state, leader: last.observer };
  };
  const waited = await waitFor(renewed, { clock, everyMs: EVERY_MS, limitMs, signal });
  if (waited.met) return { by: 'orchestrators', ...waited.value };
  const { observer } = first.leader ?? { observer: '' };
  return { ...none, why: `no orchestrator leads: ${observer} led last, and has stopped` };
}
