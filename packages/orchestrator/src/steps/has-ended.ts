import type { MoveStep } from '@understudy/findings';

/** Whether nothing is left to do about a step. */
export function hasEnded({ state }: Pick<MoveStep, 'state'>): boolean {
  return state !== 'waiting' && state !== 'running';
}
