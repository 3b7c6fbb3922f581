import { LIMITS } from '../limits.ts';
import type { Step } from '../types.ts';
import type { Process } from './process.ts';
import type { Scheduler } from './scheduler.ts';

interface Steps {
  readonly process: Process;
  readonly scheduler: Scheduler;
  /** How often a step takes long, from 0 to 1. */
  readonly slow: number;
  readonly draw: (use: number) => number;
  /** How long a step takes at most, in ms, unless it takes long. */
  readonly quickMs: number;
  /** Called before each step. */
  readonly onStep: (step: Step) => void;
}

const STEPS: readonly Step[] = ['credentials', 'signature', 'wire'];

/** The steps of the SDK's stack, one after the other. @returns when the signature was made */
export async function sdkSteps({ process, scheduler, slow, draw, quickMs, onStep }: Steps): Promise<number> {
  let signedMs = scheduler.nowMs;
  for (const [at, step] of STEPS.entries()) {
    onStep(step);
    const ms = draw(at) < slow ? draw(at + 10) * LIMITS.leaseMs * 1.5 : draw(at + 20) * quickMs;
    if (ms > 0 || process.isPaused)
      await new Promise<void>((resolve) => {
        scheduler.after(ms, () => process.hear('timers', resolve));
      });
    // The signature bears the moment at which it was made: what comes after it makes the request older.
    if (step === 'signature') signedMs = scheduler.nowMs;
  }
  return signedMs;
}
