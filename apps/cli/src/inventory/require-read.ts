import type { Sights } from './sights.ts';

/**
 * Refuses an answer that lacks what the control store keeps: programs have to see it by the exit code.
 * @throws the error that kept it from being read
 */
export function requireRead({ plan, moves, intents, routeError }: Sights): void {
  for (const read of [plan, moves, intents]) if (read !== undefined && 'error' in read) throw read.error;
  if (routeError !== undefined) throw routeError;
}
