import type { StepAttempt } from './perform-step.ts';

/**
 * What a hook knows of its move. `UNDERSTUDY_TOKEN` is the same at every attempt of one step of one move, and at no other step: what a
 * hook creates elsewhere can be named by it.
 */
export function hookEnvironment(service: string, { move, step }: StepAttempt): Record<string, string> {
  return {
    UNDERSTUDY_SERVICE: service,
    UNDERSTUDY_MOVE: move.id,
    UNDERSTUDY_KIND: move.kind,
    UNDERSTUDY_FROM: move.from,
    UNDERSTUDY_TO: move.to,
    UNDERSTUDY_EPOCH: String(move.epoch),
    UNDERSTUDY_STEP: step.name,
    UNDERSTUDY_WHEN: step.when,
    UNDERSTUDY_ATTEMPT: String(step.attempt),
    UNDERSTUDY_ATTEMPTS: String(step.attempts),
    UNDERSTUDY_TOKEN: `${service}-${String(move.epoch)}-${move.id}-${step.name}`,
  };
}
