import { silentTelemetry, type Telemetry } from '@understudy/core';
import type { ManualClock } from '@understudy/core/testing';
import type { Noise } from './noise.ts';
import { NoisyWorld } from './noisy-world.ts';

/** What a noisy day came to. */
export interface PlayedNoise {
  /** Moves that an orchestrator began, as it named them. */
  readonly moves: readonly string[];
  readonly failed: readonly string[];
  readonly acknowledged: number;
  /** The longest that a write took, in ms. */
  readonly longestMs: number;
  /** What the processes told, and when, in ms since the day began. */
  readonly events: readonly { readonly atMs: number; readonly name: string; readonly facts: object }[];
}

/** Everything has begun within this time, in ms: then the day begins. */
const BEGIN_MS = 12_000;
/** A step of the day at most, in ms. */
const STEP_MS = 60_000;
const STOP_STEP_MS = 250;

/** Plays a day's noise to three orchestrators and two applications on one clock. */
export async function playNoise(
  noise: readonly Noise[],
  dayMs: number,
  clock: ManualClock,
): Promise<PlayedNoise> {
  const beginMs = clock.monotonicMs() + BEGIN_MS;
  const shifted = noise.map((each) => ({ ...each, atMs: each.atMs + BEGIN_MS }));
  const events: { atMs: number; name: string; facts: object }[] = [];
  const telemetry: Telemetry = {
    ...silentTelemetry,
    event: (name, facts) => events.push({ atMs: clock.monotonicMs() - beginMs, name, facts: facts ?? {} }),
  };
  const world = new NoisyWorld({ clock, telemetry, noise: shifted });
  await world.start();
  void pauseProcesses(world, shifted);
  for (let leftMs = BEGIN_MS + dayMs; leftMs > 0; leftMs -= STEP_MS)
    await clock.advance(Math.min(leftMs, STEP_MS));
  const stopping = world.stop();
  const state = { stopped: false };
  void stopping.finally(() => (state.stopped = true));
  while (!state.stopped) await clock.advance(STOP_STEP_MS);
  await stopping;
  const moves = events.filter(({ name }) => name === 'move.claimed');
  return {
    moves: moves.map(({ atMs, facts }) => `${JSON.stringify(facts)} at ${Math.round(atMs)} ms`),
    failed: world.applications.flatMap(({ failed }) => failed),
    acknowledged: world.applications.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
    longestMs: Math.max(...world.applications.map(({ longestMs }) => longestMs)),
    events,
  };
}

async function pauseProcesses({ clock, processes }: NoisyWorld, noise: readonly Noise[]): Promise<void> {
  const beginMs = clock.monotonicMs();
  await Promise.all(
    noise.map(async (each) => {
      if (each.what !== 'pause') return;
      await clock.sleep(beginMs + each.atMs - clock.monotonicMs());
      processes.get(each.process)?.pause();
      await clock.sleep(each.forMs);
      processes.get(each.process)?.resume();
    }),
  );
}
